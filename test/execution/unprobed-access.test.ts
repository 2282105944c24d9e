import { describe, expect, it } from 'vitest';
import { Executor } from '../../src/execution/execute.ts';
import { type Ddi, NULL_VA, type Va, vaAdd } from '../../src/impl/ddi/index.ts';
import { CTL_CODE, FILE_ANY_ACCESS, METHOD_BUFFERED, METHOD_NEITHER } from '../../src/nt/control-code.ts';
import { IRP_MJ_DEVICE_CONTROL, IRP_MJ_READ, IRP_MJ_WRITE } from '../../src/nt/irp.ts';
import { KernelMode, UserMode } from '../../src/nt/irql.ts';
import { IoReadAccess, NormalPagePriority } from '../../src/nt/mdl.ts';
import { STATUS_ACCESS_VIOLATION } from '../../src/nt/ntstatus.ts';
import { suspicionsOf } from '../../src/properties/contract/judged.ts';
import { control } from '../../src/subjects/defects/ops.ts';
import type { DataSpec, Op } from '../../src/trace/ops/index.ts';
import type { Run } from '../../src/trace/run/run.ts';
import { ALONE, settingOf } from '../../src/trace/setting.ts';
import { type BufferingMode, TRACE_FORMAT } from '../../src/trace/trace.ts';
import { open, read, subjectOf, traceOf, write } from '../campaign/subjects.ts';
import { type Routine, wdmDriver } from '../properties/contract/wdm-driver.ts';

const NEITHER = CTL_CODE(0x22, 0x800, METHOD_NEITHER, FILE_ANY_ACCESS);
const BUFFERED = CTL_CODE(0x22, 0x801, METHOD_BUFFERED, FILE_ANY_ACCESS);

/** The addresses of a request, and how long the buffers are. */
interface Given {
  readonly ddi: Ddi;
  readonly buffer: Va;
  readonly input: Va;
  readonly length: number;
}

/** What a driver does that takes what is raised for its status. */
type Use = (given: Given) => void;

function using(use: Use): ReturnType<typeof wdmDriver> {
  const routine: Routine = ({ ddi, irp, location, complete }) => {
    const isControl = location.majorFunction === IRP_MJ_DEVICE_CONTROL;
    const length = isControl ? location.inputBufferLength : location.length;
    const input = irp.systemBuffer === NULL_VA ? location.type3InputBuffer : irp.systemBuffer;
    try {
      use({ ddi, buffer: irp.userBuffer, input, length });
    } catch (error) {
      if ((error as Error).name !== 'AccessViolation') throw error;
      return complete(0, STATUS_ACCESS_VIOLATION);
    }
    return complete();
  };
  return wdmDriver({
    [IRP_MJ_READ]: routine,
    [IRP_MJ_WRITE]: routine,
    [IRP_MJ_DEVICE_CONTROL]: routine,
  });
}

function runOf(use: Use, ops: readonly Op[], mode: BufferingMode = 'neither'): Run {
  return new Executor(subjectOf(using(use))).execute(traceOf(mode, [open(), ...ops]));
}

/** Which accesses without a probe a driver makes, as `operation address`. */
function unprobed(use: Use, ops: readonly Op[], mode: BufferingMode = 'neither'): string[] {
  return runOf(use, ops, mode).unprobed.map(({ op, address }) => `${op} ${address}`);
}

const asking = (input = 16, output = 8): Op =>
  control({ code: NEITHER, input: { length: input }, output: { length: output } });

describe('of METHOD_NEITHER', () => {
  const readInput: Use = ({ ddi, input }) => void ddi.memory.readU8(vaAdd(input, 4));
  const writeOutput: Use = ({ ddi, buffer }) => ddi.memory.writeI32(buffer, 1);

  it('the input and the output are told, each once in a request', () => {
    const both: Use = (given) => {
      readInput(given);
      writeOutput(given);
      readInput(given);
    };
    expect(unprobed(both, [asking(), asking()])).toEqual(['1 input', '1 output', '2 input', '2 output']);
  });

  it.each<[what: string, probe: Use]>([
    ['ProbeForRead', ({ ddi, input }) => ddi.ProbeForRead(input, 16, 1)],
    ['ProbeForWrite', ({ ddi, input }) => ddi.ProbeForWrite(input, 16, 1)],
    ['a probe of what is accessed', ({ ddi, input }) => ddi.ProbeForRead(vaAdd(input, 4), 1, 1)],
  ])('%s is a probe', (_what, probe) => {
    const probing: Use = (given) => {
      probe(given);
      readInput(given);
    };
    expect(unprobed(probing, [asking()])).toEqual([]);
  });

  it.each<[what: string, probe: Use]>([
    ['of no bytes', ({ ddi, input }) => ddi.ProbeForRead(input, 0, 1)],
    ['of other bytes', ({ ddi, input }) => ddi.ProbeForRead(input, 4, 1)],
    ['of the other buffer', ({ ddi, buffer }) => ddi.ProbeForWrite(buffer, 8, 1)],
    [
      'that raised',
      ({ ddi, input }) => {
        try {
          ddi.ProbeForRead(input, 0x7fffffff, 1);
        } catch {
          // As a driver that goes on all the same.
        }
      },
    ],
  ])('a probe %s is none', (_what, probe) => {
    const probing: Use = (given) => {
      probe(given);
      readInput(given);
    };
    expect(unprobed(probing, [asking()])).toEqual(['1 input']);
  });

  it('a probe counts for its request alone', () => {
    let isFirst = true;
    const once: Use = (given) => {
      if (isFirst) given.ddi.ProbeForRead(given.input, 16, 1);
      isFirst = false;
      readInput(given);
    };
    expect(unprobed(once, [asking(), asking()])).toEqual(['2 input']);
  });

  it.each([
    [UserMode, []],
    [KernelMode, ['1 input']],
  ])('pages that are locked with mode %d are probed or not', (mode, told) => {
    const locking: Use = ({ ddi, input, length }) => {
      const mdl = ddi.IoAllocateMdl(input, length, false, false, NULL_VA);
      ddi.MmProbeAndLockPages(mdl, mode, IoReadAccess);
      ddi.memory.readU8(ddi.MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority));
      ddi.MmUnlockPages(mdl);
      ddi.IoFreeMdl(mdl);
    };
    expect(unprobed(locking, [asking()])).toEqual(told);
  });

  it('memory of a buffer without length is the driver’s to probe too', () => {
    expect(unprobed(readInput, [asking(0)])).toEqual(['1 input']);
  });

  it('what is not accessed is not told', () => {
    const comparing: Use = ({ input, buffer }) => void (input < buffer);
    expect(unprobed(comparing, [asking()])).toEqual([]);
    expect(unprobed(readInput, [control({ code: BUFFERED, input: { length: 16 } })])).toEqual([]);
  });

  it('a request that a filter passes on is one', () => {
    const executor = new Executor(subjectOf(using(readInput)));
    const setting = settingOf('neither', { stack: ['copy'] });
    expect(setting.stack).not.toBe(ALONE);
    const run = executor.execute({
      format: TRACE_FORMAT,
      subject: 'x',
      setting,
      ops: [open(), asking()],
      seed: null,
    });
    expect(run.unprobed).toHaveLength(1);
  });
});

describe('of reads and writes', () => {
  const touch: Use = ({ ddi, buffer }) => {
    if (buffer !== NULL_VA) ddi.memory.readU8(buffer);
  };

  it('what the I/O manager has probed is probed: all that has a length', () => {
    expect(unprobed(touch, [read({ length: 4 }), write({ length: 4 })])).toEqual([]);
    expect(unprobed(touch, [read(), write()])).toEqual(['1 buffer', '2 buffer']);
  });

  it.each(['buffered', 'direct'] as const)('none is told in %s mode', (mode) => {
    expect(unprobed(touch, [read(), write(), write({ length: 3 })], mode)).toEqual([]);
  });
});

describe('of pointers among the bytes', () => {
  const data = (pointer: 'caller' | 'read-only'): DataSpec => ({
    pattern: 'counter',
    seed: 0,
    places: [{ at: 8, pointer }],
  });
  const structure = (pointer: 'caller' | 'read-only'): Op =>
    control({ code: BUFFERED, input: { length: 16 }, data: data(pointer) });
  const pointerOf = ({ ddi, input }: Given): Va => ddi.memory.readPointer(vaAdd(input, 8));

  it('each page is told by what it is', () => {
    const follow: Use = (given) => void given.ddi.memory.readU8(pointerOf(given));
    const ops = [structure('caller'), structure('read-only')];
    expect(unprobed(follow, ops, 'buffered')).toEqual(['1 caller', '2 read-only']);
  });

  it('none is told that was probed', () => {
    const follow: Use = (given) => {
      given.ddi.ProbeForRead(pointerOf(given), 4, 1);
      given.ddi.memory.readI32(pointerOf(given));
    };
    expect(unprobed(follow, [structure('caller')], 'buffered')).toEqual([]);
  });

  it('the operation that gave it last gets the kernel page', () => {
    let kept = NULL_VA;
    const keep: Use = (given) => {
      if (given.length === 16) kept = pointerOf(given);
      else given.ddi.memory.readU8(kept);
    };
    const ops = [structure('caller'), structure('caller'), control({ code: BUFFERED })];
    const run = runOf(keep, ops, 'buffered');
    expect(run.unprobed.map(({ op }) => op)).toEqual([3]);
    const [suspicion, ...others] = suspicionsOf(run);
    expect([suspicion?.property, others]).toEqual(['contract/caller-address', []]);
    const page = {
      ...structure('caller'),
      data: { pattern: 'counter', seed: 0, places: [{ at: 8, pointer: 'kernel' }] },
    };
    expect(suspicion?.trace).toEqual({ ...run.trace, ops: run.trace.ops.with(2, page as Op) });
  });
});
