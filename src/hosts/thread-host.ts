import { Beacon } from '../execution/beacon.ts';
import { type Subject, type SubjectSummary, summaryOf } from '../subjects/index.ts';
import type { Changes } from './changes.ts';
import type { Host } from './host.ts';
import type { Answers, WorkerRequest } from './messages.ts';
import { nextTurn } from './next-turn.ts';
import { Server } from './serve.ts';

/** Nobody looks whether the driver changes anything. */
const NOT_WATCHED: Changes = { restore: () => [], requireUsable: () => {}, isSpoiled: false };

/**
 * A driver in this thread, which nothing watches: one that does not come back takes the caller with it. It never dies,
 * and limits of time mean nothing to it.
 */
export class ThreadHost implements Host {
  readonly isWatched = false;
  /** Between two requests the event loop has a chance to run. */
  readonly casesPerRequest = 200;
  readonly #subject: Subject;
  readonly #server: Server;

  constructor(subject: Subject) {
    this.#subject = subject;
    this.#server = new Server(subject, new Beacon(), NOT_WATCHED, () => {});
  }

  async summary(): Promise<SubjectSummary> {
    return summaryOf(this.#subject);
  }

  /** Answers at once, candidates in the same turn as the one before. */
  async ask<Kind extends WorkerRequest['kind']>(
    request: Extract<WorkerRequest, { kind: Kind }>,
  ): Promise<Answers[Kind]> {
    if (request.kind !== 'fails') await nextTurn();
    // Requests are answered in turn, each with its own kind of answer.
    return this.#server.answer(request) as Answers[Kind];
  }

  async end(): Promise<void> {}
}
