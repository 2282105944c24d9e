import { expect, it, vi } from 'vitest';
import { serveThread } from '../../src/hosts/serve-thread.ts';

const { workerData, given } = vi.hoisted(() => {
  const given = { port: { name: 'port' }, start: { name: 'start' } };
  return { given, workerData: { ...given } };
});

vi.mock('node:worker_threads', () => ({ workerData }));
vi.mock('../../src/hosts/serve-thread.ts', () => ({ serveThread: vi.fn() }));

it('serves on the channel it is given, and leaves it where no driver finds it', async () => {
  await import('../../src/hosts/worker.ts');
  expect(vi.mocked(serveThread).mock.calls).toEqual([[given.port, given.start]]);
  expect(workerData).toEqual({});
});
