import { EventEmitter } from 'node:events';
import { expect, it, vi } from 'vitest';
import '../../../src/campaign/detection/worker.ts';

const { port } = vi.hoisted(() => ({
  port: { listeners: [] as ((job: unknown) => void)[], posted: [] as unknown[] },
}));

vi.mock('node:worker_threads', () => ({
  parentPort: {
    on: (_event: string, listener: (job: unknown) => void) => port.listeners.push(listener),
    postMessage: (message: unknown) => port.posted.push(message),
  },
  Worker: EventEmitter,
}));

it('answers a job with its outcome', () => {
  expect(port.listeners).toHaveLength(1);
  port.listeners[0]?.({ kind: 'base', subject: 'article', seed: 1, from: 0, to: 2 });
  expect(port.posted).toMatchObject([{ kind: 'base', subject: 'article', cases: 2, findings: [] }]);
});
