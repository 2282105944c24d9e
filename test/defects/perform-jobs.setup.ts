import { type PerformOptions, performJobs } from '../../src/defects/perform-jobs.ts';
import type { Job, Outcome } from '../../src/detection/jobs.ts';
import type { WorkerMessage, WorkerStart } from '../../src/hosts/messages.ts';
import { findSubject } from '../../src/subjects/index.ts';
import { type FakeThread, FakeThreads } from '../hosts/fake-thread.ts';

export const search = (defect: string, seed: number): Job => ({
  kind: 'search',
  defect,
  source: 'ours',
  seed,
  cap: 50,
});

export const jobs: readonly Job[] = ['overclaim', 'forgets-to-complete'].flatMap((defect) =>
  [1, 2].map((seed) => search(defect, seed)),
);

export const fakeThreads = (): FakeThreads => new FakeThreads(() => findSubject('article'));

/** Starts threads that answer as workers do, but for what `change` makes of each outcome. */
export function startThreadsThat(change: (outcome: Outcome) => Outcome): (start: WorkerStart) => FakeThread {
  const threads = fakeThreads();
  const changed = (message: WorkerMessage): WorkerMessage =>
    message.kind === 'answer' && message.answer !== null && 'kind' in message.answer
      ? { ...message, answer: change(message.answer) }
      : message;
  return (start) => {
    const thread = threads.start(start);
    const onMessage = thread.onMessage.bind(thread);
    thread.onMessage = (listener) => onMessage((message) => listener(changed(message)));
    return thread;
  };
}

export const performed = async (workers: number, parts: Partial<PerformOptions> = {}, of = jobs) =>
  await performJobs(of, { workers, onOutcome: () => {}, signal: undefined, ...parts });
