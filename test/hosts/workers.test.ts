import { describe, expect, it } from 'vitest';
import { attemptIn } from '../../src/hosts/attempt-in.ts';
import { isDeath } from '../../src/hosts/host.ts';
import { FakeThreads } from './fake-thread.ts';
import { article, dying, REPLAY, source, trace, workersOf } from './workers.setup.ts';

it('one worker is started, when it is needed, and asked again and again', async () => {
  const threads = new FakeThreads(() => article);
  const workers = workersOf(threads);
  expect(threads.started).toHaveLength(0);
  expect((await workers.summary()).name).toBe('article');
  expect(isDeath(await workers.ask(REPLAY))).toBe(false);
  expect(isDeath(await workers.ask(REPLAY))).toBe(false);
  expect(threads.started).toHaveLength(1);
});

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

describe('a death in the model is no fault of the driver', () => {
  it('the model’s file is named', async () => {
    const model = { path: './model.ts', code: '' };
    const asked = workersOf(dying('read', 'exit'), { ...source, model }).ask(REPLAY);
    await expect(asked).rejects.toThrow("model './model.ts': read ends the process");
  });
});
