import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Beacon } from '../../src/execution/beacon.ts';
import { guardProcess } from '../../src/hosts/guard-process.ts';
import type { WorkerMessage, WorkerRequest } from '../../src/hosts/messages.ts';
import { serveThread } from '../../src/hosts/serve-thread.ts';
import type { SubjectSource } from '../../src/subjects/index.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { open, read, traceOf } from '../campaign/subjects.ts';

// It would change this process for good; it has a test of its own.
vi.mock('../../src/hosts/guard-process.ts');

const EXECUTE = { kind: 'execute', trace: traceOf('direct', [open(), read()]), events: false } as const;

/** What no reader of traces lets through. */
const NO_TRACE: Trace = JSON.parse('{}');

/** A port that keeps what it is told, as a copy. */
class FakePort {
  readonly told: WorkerMessage[] = [];
  ask: (request: WorkerRequest) => void = () => {};

  postMessage(message: WorkerMessage): void {
    this.told.push(structuredClone(message));
  }

  on(_event: 'message', listener: (request: WorkerRequest) => void): void {
    this.ask = listener;
  }
}

async function served(parts: Partial<SubjectSource> = {}): Promise<FakePort> {
  const port = new FakePort();
  const source = { name: 'article', driver: null, model: null, ...parts };
  await serveThread(port, { source, beacon: new Beacon().buffer, deadlyModes: [] });
  return port;
}

const moduleOf = (code: string): Partial<SubjectSource> => ({
  name: 'driver.ts',
  driver: { path: 'driver.ts', code, sha256: '' },
});

beforeEach(() => {
  vi.mocked(guardProcess).mockReset();
});

describe('a driver that loads', () => {
  it('is told, and then each request is answered', async () => {
    const port = await served();
    expect(port.told).toMatchObject([{ kind: 'loaded', summary: { name: 'article' } }]);
    port.ask(EXECUTE);
    expect(port.told.at(-1)).toEqual({ kind: 'answer', answer: null });
    port.ask({ ...EXECUTE, trace: NO_TRACE });
    expect(port.told.at(-1)).toMatchObject({ kind: 'failed', name: 'TypeError' });
    port.ask(EXECUTE);
    expect(port.told.at(-1)).toEqual({ kind: 'answer', answer: null });
  });

  it('what it leaves behind is told', async () => {
    const port = await served();
    vi.mocked(guardProcess).mock.calls[0]?.[0]('Error: later');
    expect(port.told.at(-1)).toEqual({ kind: 'stray', message: 'Error: later' });
  });

  it('the port is used as it was before the driver', async () => {
    const port = await served();
    const { told } = port;
    port.postMessage = () => {};
    port.ask(EXECUTE);
    expect(told).toHaveLength(2);
  });
});

describe('a driver that does not load', () => {
  it.each<[what: string, code: string, message: string]>([
    ['throws', "throw new RangeError('far');", 'it threw RangeError: far while it was loaded'],
    [
      'changes the engine',
      'Object.prototype.more = 1;',
      'it changes Object.prototype.more while it is loaded',
    ],
    [
      'changes the engine and throws',
      "Array.prototype.more = 1; throw new Error('x');",
      'it changes Array.prototype.more while it is loaded',
    ],
    [
      'is refused',
      'export default { driverEntry: () => 0xc0000001 | 0 };',
      'DriverEntry returned STATUS_UNSUCCESSFUL',
    ],
  ])('%s', async (_what, code, message) => {
    const port = await served(moduleOf(code));
    expect(port.told).toEqual([
      { kind: 'failed', name: 'ModuleError', message: `driver 'driver.ts': ${message}` },
    ]);
    expect('more' in {} || 'more' in []).toBe(false);
  });
});
