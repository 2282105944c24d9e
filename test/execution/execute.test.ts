import { describe, expect, it } from 'vitest';
import { ArticleDevice } from '../../src/drivers/article.ts';
import { DriverEntryError, Executor } from '../../src/execution/execute.ts';
import type { Ddi, DriverModule, Va } from '../../src/impl/ddi/index.ts';
import {
  type Device,
  defineDriver,
  Err,
  NtError,
  type ReadRequest,
  type Result,
  type WriteRequest,
} from '../../src/impl/framework/index.ts';
import { KMODE_EXCEPTION_NOT_HANDLED, MULTIPLE_IRP_COMPLETE_REQUESTS } from '../../src/nt/bug-check.ts';
import { IRP_MJ_CLEANUP, IRP_MJ_CLOSE, IRP_MJ_READ } from '../../src/nt/irp.ts';
import { STATUS_INSUFFICIENT_RESOURCES, STATUS_PENDING, STATUS_SUCCESS } from '../../src/nt/ntstatus.ts';
import { POOL_FLAG_NON_PAGED, poolTag } from '../../src/nt/pool.ts';
import { findSubject } from '../../src/subjects/index.ts';
import type { Run } from '../../src/trace/run/run.ts';
import { driverOf, on, open, pendingDriver, read, traceOf, write } from '../campaign/subjects.ts';
import { article, executable } from './execute.setup.ts';

const verbatim = findSubject('article-verbatim');

describe('Executor', () => {
  it('a restart leaves nothing of the trace before', () => {
    const executor = new Executor(article);
    const [opened, readBack] = [open(), read({ length: 8 })];
    executor.execute(traceOf('buffered', [opened, write({ length: 8 })]));
    const run = executor.execute(traceOf('buffered', [opened, readBack]));
    expect(run.observations[1]).toMatchObject({ status: STATUS_SUCCESS, information: 0 });
  });

  it('a driver that does not load is an error that names the status', () => {
    const driver = defineDriver(() => Err(NtError.INSUFFICIENT_RESOURCES));
    const execute = (): Run => new Executor(executable(driver)).execute(traceOf('direct', [open()]));
    expect(execute).toThrow(DriverEntryError);
    expect(execute).toThrow('DriverEntry returned STATUS_INSUFFICIENT_RESOURCES');
    const error = new DriverEntryError(STATUS_INSUFFICIENT_RESOURCES);
    expect(error).toMatchObject({ name: 'DriverEntryError', status: STATUS_INSUFFICIENT_RESOURCES });
  });

  it('a bug check in DriverEntry is a run without calls', () => {
    const driver: DriverModule = {
      driverEntry: (ddi: Ddi, _driver: Va) => ddi.KeBugCheckEx(0xdead, 0, 0, 0, 0),
    };
    const run = new Executor(executable(driver)).execute(traceOf('direct', [open()]));
    expect(run).toMatchObject({ calls: [], observations: [], balance: null, bugCheck: { code: 0xdead } });
  });

  it('a bug check ends the run at its operation', () => {
    const ops = [open(), on('flush'), write({ length: 1 })];
    const run = new Executor(verbatim).execute(traceOf('buffered', ops));
    expect(run.bugCheck).toMatchObject({ op: 1, code: MULTIPLE_IRP_COMPLETE_REQUESTS });
    expect(run.calls.map(({ call }) => call)).toEqual(['NtCreateFile', 'NtFlushBuffersFile']);
    expect(run.observations.map(({ ending }) => ending)).toEqual(['returned', 'bug-check']);
    expect(run.balance).toBeNull();
  });

  it('blames a byte behind a block on the request that wrote it, not on the one in which the block is freed', () => {
    class Scribble extends ArticleDevice {
      readonly #ddi: Ddi;
      #block: Va | null = null;

      constructor(ddi: Ddi) {
        super();
        this.#ddi = ddi;
      }

      override write(device: Device, request: WriteRequest): Result<void> {
        this.#block = this.#ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, 6, poolTag('Test'));
        this.#ddi.memory.fill(this.#block, 0x55, 7);
        return super.write(device, request);
      }

      override read(device: Device, request: ReadRequest): Result<void> {
        if (this.#block !== null) this.#ddi.ExFreePoolWithTag(this.#block, poolTag('Test'));
        return super.read(device, request);
      }
    }
    const executor = new Executor(executable(driverOf((ddi) => new Scribble(ddi))));
    const ops = [open(), write({ length: 1 }), read({ length: 1 })];
    for (const recording of ['judge', 'full'] as const) {
      const { violations, requests, bugCheck, events } = executor.execute(
        traceOf('buffered', ops),
        recording,
      );
      expect(violations).toMatchObject([{ op: 1, request: 1, kind: 'pool-overrun' }]);
      expect(requests[1]).toMatchObject({ op: 1, major: 4 });
      expect(bugCheck).toMatchObject({ op: 2, request: 2 });
      const told = events.filter(({ kind }) => kind === 'violation');
      expect(told).toMatchObject(recording === 'judge' ? [] : [{ op: 1, request: 1 }]);
    }
  });

  it('the pool of a machine that stopped is looked at, for what led to it', () => {
    class Scribble extends ArticleDevice {
      readonly #ddi: Ddi;

      constructor(ddi: Ddi) {
        super();
        this.#ddi = ddi;
      }

      override read(): Result<void> {
        const block = this.#ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, 6, poolTag('Test'));
        this.#ddi.memory.fill(block, 0x55, 7);
        throw new Error('stopped right after');
      }
    }
    const driver = driverOf((ddi) => new Scribble(ddi));
    const executor = new Executor(executable(driver));
    const run = executor.execute(traceOf('buffered', [open(), read({ length: 1 })]));
    expect(run.bugCheck?.code).toBe(KMODE_EXCEPTION_NOT_HANDLED);
    expect(run.violations).toMatchObject([
      {
        op: 1,
        request: 1,
        kind: 'pool-overrun',
        detail: 'bytes beyond a pool block of 6 bytes (Test) were written',
      },
    ]);
    // The machine is usable again after a restart.
    const next = executor.execute(traceOf('buffered', [open(), write({ length: 1 })]));
    expect(next).toMatchObject({ bugCheck: null, violations: [], balance: { poolBlocks: 0 } });
  });

  it('a caller that waits for ever ends the run, and nothing is balanced', () => {
    const ops = [open(), read({ length: 4 }), write({ length: 1 })];
    const run = new Executor(executable(pendingDriver(IRP_MJ_READ))).execute(traceOf('buffered', ops));
    expect(run.observations.map(({ ending }) => ending)).toEqual(['returned', 'blocked']);
    expect(run.requests.at(-1)).toMatchObject({ op: 1, completions: 0, returned: STATUS_PENDING });
    expect(run).toMatchObject({ bugCheck: null, balance: null });
  });

  it('handles still open are closed at the end, as an operation after the last', () => {
    const ops = [open(), open(), on('duplicate'), on('close')];
    const run = new Executor(article).execute(traceOf('buffered', ops));
    const closing = run.requests.filter(({ op }) => op === ops.length).map(({ major }) => major);
    expect(closing.toSorted()).toEqual([IRP_MJ_CLEANUP, IRP_MJ_CLEANUP, IRP_MJ_CLOSE, IRP_MJ_CLOSE]);
    expect(run.balance).toEqual({ poolBlocks: 0, mappings: 0, lockedPages: 0 });
  });

  it('a bug check while handles are closed leaves no balance', () => {
    class ThrowsAtClose extends ArticleDevice {
      override close(): Result<void> {
        throw new Error('too late');
      }
    }
    const driver = driverOf(() => new ThrowsAtClose());
    const run = new Executor(executable(driver)).execute(traceOf('buffered', [open()]));
    expect(run.bugCheck).toMatchObject({ op: 1, code: KMODE_EXCEPTION_NOT_HANDLED });
    expect(run.balance).toBeNull();
  });

  it('events are recorded only when asked for', () => {
    const executor = new Executor(article);
    const trace = traceOf('direct', [open(), write({ length: 2 })]);
    expect(executor.execute(trace).events).toEqual([]);
    const { events } = executor.execute(trace, 'full');
    const kinds = events.filter(({ op }) => op === 1).map(({ kind }) => kind);
    for (const kind of ['buffer', 'dispatch', 'request.userPtr', 'request.offset', 'complete', 'returned']) {
      expect(kinds).toContain(kind);
    }
  });

  it('an empty trace loads the driver and unloads it', () => {
    const run = new Executor(article).execute(traceOf('direct', []));
    expect(run).toMatchObject({ calls: [], requests: [], balance: { poolBlocks: 0 } });
  });
});
