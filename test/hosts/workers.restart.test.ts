import { expect, it } from 'vitest';
import { isDeath } from '../../src/hosts/host.ts';
import { FakeThreads } from './fake-thread.ts';
import { article, REPLAY, workersOf } from './workers.setup.ts';

it('after a close a new one is started', async () => {
  const threads = new FakeThreads(() => article);
  const workers = workersOf(threads);
  await workers.end();
  await workers.ask(REPLAY);
  await workers.end();
  await workers.ask(REPLAY);
  expect(threads.started.map(({ terminated }) => terminated)).toEqual([true, false]);
});

it('closed while it starts, it is ended without being asked', async () => {
  const threads = new FakeThreads(() => article);
  const workers = workersOf(threads);
  const asked = workers.ask(REPLAY);
  await workers.end();
  expect(await asked).toMatchObject({ died: true, executions: 0 });
  expect(threads.started.map(({ terminated }) => terminated)).toEqual([true]);
  expect(threads.requests).toEqual([]);
  expect(isDeath(await workers.ask(REPLAY))).toBe(false);
  expect(threads.started).toHaveLength(2);
});
