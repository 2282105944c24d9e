import { describe, expect, it } from 'vitest';
import { Executor } from '../../src/execution/execute.ts';
import { type Device, Ok, type Result, type WriteRequest } from '../../src/impl/framework/index.ts';
import { STATUS_SUCCESS } from '../../src/nt/ntstatus.ts';
import { PAGE_SIZE } from '../../src/nt/page.ts';
import { MAX_LENGTH } from '../../src/trace/ops/fields/length.ts';
import type { Run } from '../../src/trace/run/run.ts';
import { at, driverOf, on, open, read, traceOf, write } from '../campaign/subjects.ts';
import { executable, Swallow } from './execute.setup.ts';

const transferOf = (run: Run, op: number): number => {
  const call = run.calls[op];
  return call !== undefined && 'length' in call ? call.length : -1;
};

describe('Executor', () => {
  it('the machine grows with the longest transfer', () => {
    const length = 300 * PAGE_SIZE + 1;
    const executor = new Executor(executable(driverOf(() => new Swallow())));
    const run = executor.execute(traceOf('direct', [open(), read({ length, buffer: at(4095) })]));
    const [, observed] = run.observations;
    expect(observed).toMatchObject({ status: STATUS_SUCCESS, information: length, surroundingsChanged: 0 });
    expect(observed?.buffer).toHaveLength(length);
    expect(observed?.buffer?.at(-1)).toBe(7);
    expect(run.balance).toEqual({ poolBlocks: 0, mappings: 0, lockedPages: 0 });
  });

  it('the machine has room for lengths relative to what was written last', () => {
    const more = { last: 30 * PAGE_SIZE };
    const ops = [
      open(),
      write({ length: 30 * PAGE_SIZE }),
      write({ length: more }),
      on('flush'),
      read({ length: more }),
      read({ length: { last: -1 } }),
    ];
    const run = new Executor(executable(driverOf(() => new Swallow()))).execute(traceOf('buffered', ops));
    const pages = [1, 2, 4, 5].map((op) => transferOf(run, op) / PAGE_SIZE);
    expect(pages).toEqual([30, 60, 90, 60 - 1 / PAGE_SIZE]);
    expect(run.observations.map(({ ending }) => ending)).not.toContain('bug-check');
    expect(run.observations[4]?.buffer).toHaveLength(90 * PAGE_SIZE);
  });

  it('a write that is said to be longer than asked for does not stretch the lengths relative to it', () => {
    class Overclaim extends Swallow {
      override write(_device: Device, request: WriteRequest): Result<void> {
        request.complete(Ok(MAX_LENGTH));
        return Ok();
      }
    }
    const ops = [open(), write({ length: 3 }), read({ length: { last: 1 } })];
    const run = new Executor(executable(driverOf(() => new Overclaim()))).execute(traceOf('direct', ops));
    expect(run.observations[1]?.information).toBe(MAX_LENGTH);
    expect(transferOf(run, 2)).toBe(4);
    expect(run.balance).not.toBeNull();
  });
});
