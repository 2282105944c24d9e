import { expect, it } from 'vitest';
import { isDeath } from '../../src/hosts/host.ts';
import { FakeThreads } from './fake-thread.ts';
import { article, REPLAY, workersOf } from './workers.setup.ts';

it('one worker is started, when it is needed, and asked again and again', async () => {
  const threads = new FakeThreads(() => article);
  const workers = workersOf(threads);
  expect(threads.started).toHaveLength(0);
  expect((await workers.summary()).name).toBe('article');
  expect(isDeath(await workers.ask(REPLAY))).toBe(false);
  expect(isDeath(await workers.ask(REPLAY))).toBe(false);
  expect(threads.started).toHaveLength(1);
});
