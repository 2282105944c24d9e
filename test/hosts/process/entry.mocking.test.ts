import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { serveProcess } from '../../../src/hosts/process/serve-process.ts';

/** A process is entered once: what it is entered with is looked at here. */
const { opened } = vi.hoisted(() => ({ opened: [] as unknown[] }));

vi.mock('node:net', () => ({
  Socket: class {
    constructor(options: unknown) {
      opened.push(options);
    }
  },
}));
vi.mock('../../../src/hosts/process/serve-process.ts', () => ({ serveProcess: vi.fn() }));

const EVENTS = ['uncaughtException', 'unhandledRejection', 'SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const before = EVENTS.map((event) => process.listeners(event as NodeJS.Signals));

beforeAll(async () => {
  await import('../../../src/hosts/process/entry.ts');
});

afterAll(() => {
  for (const [index, event] of EVENTS.entries())
    for (const listener of process.listeners(event as NodeJS.Signals))
      if (before[index]?.includes(listener) !== true) process.off(event, listener);
});

it('serves on the channel’s descriptor', () => {
  expect(opened).toEqual([{ fd: 3, readable: true, writable: true }]);
  expect(vi.mocked(serveProcess).mock.calls).toHaveLength(1);
});

it('leaves it to the one that asks when it ends', () => {
  const signal = process.listeners('SIGTERM').at(-1);
  expect(() => signal?.('SIGTERM')).not.toThrow();
});

it('ends with its group', () => {
  const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
  const exit = vi.spyOn(process, 'exit').mockImplementation(() => undefined as never);
  const [, served] = vi.mocked(serveProcess).mock.calls[0] ?? [];
  served?.abandon();
  expect(exit.mock.calls).toEqual([[1]]);
  expect(kill.mock.calls).toEqual(process.platform === 'win32' ? [] : [[-process.pid, 'SIGKILL']]);
  vi.restoreAllMocks();
});
