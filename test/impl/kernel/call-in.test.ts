import { beforeEach, describe, expect, it } from 'vitest';
import { callIn } from '../../../src/impl/kernel/call-in.ts';
import { ROUTINE_KINDS, type RoutineKindName } from '../../../src/impl/kernel/routine-kinds.ts';
import { RaisedException } from '../../../src/impl/memory/exceptions.ts';
import { BEYOND_MEMORY_BASE, CODE_BASE, NULL_VA, POOL_BASE, type Va } from '../../../src/impl/memory/va.ts';
import { STATUS_ACCESS_VIOLATION, STATUS_SUCCESS, STATUS_UNSUCCESSFUL } from '../../../src/nt/ntstatus.ts';
import { bugCheckOf, newKernel, stopCode, thrownBy } from '../memory/kernel.ts';

const { kernel, restart } = newKernel();
const { code, context } = kernel;

beforeEach(restart);

const NAMES = Object.keys(ROUTINE_KINDS) as RoutineKindName[];

/** Calls `routine` as one of a kind, with two addresses. */
function call(name: RoutineKindName, routine: (first: Va, second: Va) => number): number {
  const kind = ROUTINE_KINDS[name];
  return callIn<unknown>(kernel, kind, code.register<unknown>(kind, routine), null, POOL_BASE, CODE_BASE);
}

describe('a routine that makes an array too long for the host', () => {
  const tooLong = (): number => new Uint8Array(2 ** 40).length;

  it('is not judged where its caller has a buffer that no memory has', () => {
    kernel.beyondMemory = [{ va: BEYOND_MEMORY_BASE, lengthBytes: 2 ** 31 }];
    thrownBy(() => call('dispatch', tooLong));
    kernel.beyondMemory = [];
    expect(kernel.recorder.refused?.feature).toBe('an array as long as a buffer that no memory has');
    expect(kernel.stopped).toBe(false);
  });

  it('throws as any other, else', () => {
    expect(bugCheckOf(kernel, () => call('dispatch', tooLong)).reason).toMatch(
      /^RangeError: Invalid typed array/,
    );
  });
});

describe.each(NAMES)('a routine for %s', (name) => {
  it('runs in the context, one deeper, and gives its status', () => {
    const seen: unknown[] = [];
    const status = call(name, (first) => {
      seen.push(first, context.depth, context.request);
      return STATUS_UNSUCCESSFUL;
    });
    expect(seen).toEqual([POOL_BASE, 1, null]);
    expect(status).toBe(name === 'unload' ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL);
    expect([context.depth, kernel.stopped]).toEqual([0, false]);
  });

  it('that throws leaves the context as it was', () => {
    const failing = (): never => {
      throw new RangeError('far');
    };
    expect(bugCheckOf(kernel, () => call(name, failing)).reason).toBe('RangeError: far');
    expect([context.depth, context.request]).toEqual([0, null]);
    expect(kernel.recorder.driverException).toMatchObject({ op: 0, name: 'RangeError', message: 'far' });
  });

  it('that lets an exception of the kernel out is 0x3B, or 0x7E in a system thread', () => {
    const failing = (): never => {
      throw new RaisedException(STATUS_ACCESS_VIOLATION);
    };
    expect(stopCode(kernel, () => call(name, failing))).toBe(
      name === 'dispatch' ? '0x3B/0xc0000005' : '0x7E/0xc0000005',
    );
  });

  it('that returns at another IRQL stops the machine', () => {
    const raising = (): number => {
      context.irql = 1;
      return STATUS_SUCCESS;
    };
    expect(stopCode(kernel, () => call(name, raising))).toBe(
      name === 'dispatch' ? '0xC9/0x5' : '0xC8/0x10002',
    );
  });

  it('that keeps a spin lock is noted once', () => {
    const keeping = (): number => {
      context.heldSpinLocks.push(POOL_BASE);
      return STATUS_SUCCESS;
    };
    kernel.recorder.op = 4;
    call(name, keeping);
    kernel.recorder.op = 5;
    call(name, keeping);
    expect(kernel.recorder.spinLocks.heldAtReturn).toMatchObject({ op: 4 });
  });

  it('is not reached by the address of a routine of another kind', () => {
    let calls = 0;
    const count = (): number => {
      calls += 1;
      return STATUS_SUCCESS;
    };
    for (const other of NAMES.filter((each) => each !== name)) {
      restart();
      const address = code.register<unknown>(ROUTINE_KINDS[other], count);
      const { code: stop, reason } = bugCheckOf(kernel, () =>
        callIn<unknown>(kernel, ROUTINE_KINDS[name], address, null, POOL_BASE),
      );
      expect([stop, reason]).toEqual([0x1e, expect.stringMatching(/ leads to a routine of another kind$/)]);
    }
    expect(calls).toBe(0);
  });

  it.each([NULL_VA, POOL_BASE])('is not reached by what is no code: %d', (address) => {
    const { code: stop, reason } = bugCheckOf(kernel, () =>
      callIn<unknown>(kernel, ROUTINE_KINDS[name], address, null, POOL_BASE),
    );
    expect([stop, reason]).toEqual([0x1e, expect.stringMatching(/ leads to no routine$/)]);
  });
});

it('a status that is none is 0x1E, where one is due', () => {
  expect(bugCheckOf(kernel, () => call('entry', () => 0.5))).toMatchObject({
    code: 0x1e,
    reason: 'TypeError: DriverEntry returned 0.5, not an NTSTATUS',
  });
  restart();
  expect(call('unload', () => 0.5)).toBe(STATUS_SUCCESS);
});
