import { expect, it } from 'vitest';
import { attemptIn } from '../../src/hosts/attempt-in.ts';
import { FakeThreads } from './fake-thread.ts';
import { article, dying, REPLAY, trace, workersOf } from './workers.setup.ts';

it('after a death a new one is started, and after that always one ahead of need', async () => {
  const threads = dying('driver', 'exit');
  const workers = workersOf(threads);
  expect(await workers.ask(REPLAY)).toMatchObject({ died: true, reason: 'ends-the-process' });
  expect(await attemptIn(workers, trace, 'candidate')).toMatchObject({ died: true });
  expect(await attemptIn(workers, trace, 'result')).toMatchObject({ died: true });
  // The fourth stands by; it is ended with the last.
  expect(threads.started).toHaveLength(4);
  expect(threads.started.map(({ terminated }) => terminated)).toEqual([true, true, true, false]);
  await workers.end();
  expect(threads.started[3]?.terminated).toBe(true);
  expect(threads.requests.map((request) => request.kind === 'execute' && request.events)).toEqual([
    false,
    false,
    true,
  ]);
});

it('an attempt that the driver survives is null', async () => {
  expect(await attemptIn(workersOf(new FakeThreads(() => article)), trace, 'result')).toBeNull();
});
