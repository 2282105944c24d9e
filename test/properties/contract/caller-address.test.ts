import { describe, expect, it } from 'vitest';
import { CaseRunner } from '../../../src/execution/case-runner.ts';
import { type Ddi, NULL_VA, type Va, vaAdd } from '../../../src/impl/ddi/index.ts';
import { CTL_CODE, FILE_ANY_ACCESS, METHOD_BUFFERED, METHOD_NEITHER } from '../../../src/nt/control-code.ts';
import { IRP_MJ_DEVICE_CONTROL, IRP_MJ_READ, IRP_MJ_WRITE } from '../../../src/nt/irp.ts';
import { NormalPagePriority } from '../../../src/nt/mdl.ts';
import { STATUS_ACCESS_VIOLATION } from '../../../src/nt/ntstatus.ts';
import { POOL_FLAG_NON_PAGED } from '../../../src/nt/pool.ts';
import { callerAddress } from '../../../src/properties/contract/caller-address.ts';
import { control } from '../../../src/subjects/defects/ops.ts';
import { findSubject, summaryOf } from '../../../src/subjects/index.ts';
import type { Breach } from '../../../src/trace/finding/finding.ts';
import type { PlacedBytes } from '../../../src/trace/ops/fields/placed-bytes.ts';
import type { DataSpec, Op } from '../../../src/trace/ops/index.ts';
import type { PointedMemory } from '../../../src/trace/pointed-memory.ts';
import { BUFFERING_MODES, type BufferingMode } from '../../../src/trace/trace.ts';
import { open, read, subjectOf, traceOf, write } from '../../campaign/subjects.ts';
import { judge, irp as requestOf, runOf } from './runs.ts';
import { type Request, type Routine, wdmDriver } from './wdm-driver.ts';

const PROPERTY = 'contract/caller-address';

/** The address of a pointer in the buffer of a request; does something with it, or not. */
type Follow = (ddi: Ddi, address: Va) => void;

function bufferOf({ ddi, irp, location }: Request): Va {
  const { mdlAddress, systemBuffer, userBuffer } = irp;
  if (location.majorFunction === IRP_MJ_DEVICE_CONTROL)
    return systemBuffer === NULL_VA ? location.type3InputBuffer : systemBuffer;
  if (mdlAddress !== NULL_VA) return ddi.MmGetSystemAddressForMdlSafe(mdlAddress, NormalPagePriority);
  return systemBuffer === NULL_VA ? userBuffer : systemBuffer;
}

/** A driver that follows the pointer at a byte of each buffer that is long enough. */
function following(follow: Follow, at = 0): ReturnType<typeof wdmDriver> {
  const routine: Routine = (request) => {
    const { ddi, location, complete } = request;
    const isControl = location.majorFunction === IRP_MJ_DEVICE_CONTROL;
    const length = isControl ? location.inputBufferLength : location.length;
    if (length < at + 8) return complete();
    try {
      follow(ddi, ddi.memory.readPointer(vaAdd(bufferOf(request), at)));
    } catch (error) {
      if ((error as Error).name !== 'AccessViolation') throw error;
      return complete(0, STATUS_ACCESS_VIOLATION);
    }
    return complete(isControl ? 0 : length);
  };
  return wdmDriver({ [IRP_MJ_WRITE]: routine, [IRP_MJ_DEVICE_CONTROL]: routine });
}

const readIt: Follow = (ddi, address) => void ddi.memory.readU8(address);
const writeIt: Follow = (ddi, address) => ddi.memory.writeI32(address, 1);

const holding = (...places: PlacedBytes[]): DataSpec => ({ pattern: 'counter', seed: 0, places });
const pointing = (pointer: PointedMemory = 'kernel', at = 0): DataSpec => holding({ at, pointer });

interface Judged {
  readonly compared: number;
  readonly breaches: readonly Breach[];
}

/** What the contract says of a run, and how many requests the property compared. */
function judged(
  driver: ReturnType<typeof wdmDriver>,
  ops: readonly Op[],
  mode: BufferingMode = 'buffered',
): Judged {
  const { judgement } = new CaseRunner(subjectOf(driver)).run(traceOf(mode, [open(), ...ops]));
  return {
    compared: judgement.verdicts.find(({ property }) => property === PROPERTY)?.compared ?? -1,
    breaches: judgement.verdicts.flatMap(({ breach }) =>
      breach?.property.startsWith('contract/') === true ? [breach] : [],
    ),
  };
}

const breachAt = (op: number, reason: string, observed: string): object => ({
  property: PROPERTY,
  reason,
  op,
  severity: 'error',
  expected: 'addresses of the caller’s are probed',
  observed,
});

describe('kernel memory at an address of the caller’s', () => {
  it.each(BUFFERING_MODES)('is read, in %s mode', (mode) => {
    const ops = [write({ length: 8, data: pointing() })];
    expect(judged(following(readIt), ops, mode)).toMatchObject({
      compared: 1,
      breaches: [
        breachAt(
          1,
          'kernel-memory-read',
          "1 byte of kernel memory read that only the caller's addresses lead to: the address is at byte 0 of the buffer of operation 2 (write)",
        ),
      ],
    });
  });

  it('is written', () => {
    const ops = [write({ length: 8, data: pointing() })];
    expect(judged(following(writeIt), ops).breaches).toMatchObject([
      breachAt(
        1,
        'kernel-memory-written',
        "4 bytes of kernel memory written that only the caller's addresses lead to: the address is at byte 0 of the buffer of operation 2 (write)",
      ),
    ]);
  });

  it.each([METHOD_BUFFERED, METHOD_NEITHER] as const)(
    'is reached by a control request of method %d',
    (method) => {
      const code = CTL_CODE(0x22, 0x800, method, FILE_ANY_ACCESS);
      const data = holding({ at: 0, bytes: '01' }, { at: 8, pointer: 'kernel' });
      expect(
        judged(following(readIt, 8), [control({ code, input: { length: 16 }, data })]).breaches,
      ).toMatchObject([
        breachAt(
          1,
          'kernel-memory-read',
          "1 byte of kernel memory read that only the caller's addresses lead to: the address is at byte 8 of the input buffer of operation 2 (control)",
        ),
      ]);
    },
  );

  it('is named by the operation that gave the address last, where a later one follows it', () => {
    let kept = NULL_VA;
    const keep: Routine = (request) => {
      const { ddi, location, complete } = request;
      if (location.length >= 8) kept = ddi.memory.readPointer(bufferOf(request));
      return complete(location.length);
    };
    const use: Routine = ({ ddi, complete }) => {
      ddi.memory.readU8(kept);
      return complete();
    };
    const ops = [
      write({ length: 16, data: pointing('kernel', 8) }),
      write({ length: 8, data: pointing() }),
      write({ length: 8, data: pointing('caller') }),
      write({ length: 8, data: pointing('kernel') }),
      read(),
    ];
    const driver = wdmDriver({ [IRP_MJ_WRITE]: keep, [IRP_MJ_READ]: use });
    expect(judged(driver, ops)).toMatchObject({
      compared: 3,
      breaches: [
        {
          reason: 'kernel-memory-read',
          op: 5,
          observed: expect.stringMatching(
            /: the address is at byte 0 of the buffer of operation 5 \(write\)$/,
          ),
        },
      ],
    });
  });

  it('is told once, as what was done first', () => {
    const both: Follow = (ddi, address) => {
      writeIt(ddi, address);
      readIt(ddi, address);
    };
    const ops = [write({ length: 8, data: pointing() }), write({ length: 8, data: pointing() })];
    expect(judged(following(both), ops).breaches).toMatchObject([{ reason: 'kernel-memory-written', op: 1 }]);
  });
});

describe('an honest driver', () => {
  const probing: Follow = (ddi, address) => {
    ddi.ProbeForRead(address, 1, 1);
    readIt(ddi, address);
  };
  const probingToWrite: Follow = (ddi, address) => {
    ddi.ProbeForWrite(address, 4, 1);
    writeIt(ddi, address);
  };
  /** Uses an address alone that it gave out itself, which no caller can know here. */
  const comparing: Follow = (ddi, address) => {
    const own = ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, 16, 1);
    if (address === own) readIt(ddi, address);
    ddi.ExFreePoolWithTag(own, 1);
  };

  it.each<[what: string, follow: Follow]>([
    ['probes for reading', probing],
    ['probes for writing', probingToWrite],
    ['only looks at the value', () => {}],
    ['only compares it', comparing],
  ])('that %s is not accused, whatever a pointer leads to', (_what, follow) => {
    const pointers = [
      'caller',
      'read-only',
      'unmapped',
      'non-canonical',
      'unmapped-kernel',
      'kernel',
    ] as const;
    const ops = pointers.map((pointer) => write({ length: 8, data: pointing(pointer) }));
    expect(judged(following(follow), ops)).toEqual({ compared: 1, breaches: [] });
  });
});

describe('of a recorded run', () => {
  const ops = [open(), write({ length: 8, data: pointing() }), write({ length: 8 })];
  const run = runOf({ trace: traceOf('direct', ops) });

  it('requests are compared that carry a pointer to kernel memory, each that an operation led to', () => {
    const requests = [1, 1, 2].map((op, id) => requestOf({ id, op }));
    expect(judge('caller-address', { ...run, requests })).toMatchObject({ compared: 2, breach: null });
    expect(judge('caller-address', { ...run, requests: [] })).toMatchObject({ compared: 0, breach: null });
  });

  it('a pointer that leads elsewhere is none of them', () => {
    const elsewhere = traceOf('direct', [open(), write({ length: 8, data: pointing('caller') })]);
    expect(judge('caller-address', runOf({ trace: elsewhere }))).toMatchObject({ compared: 0, breach: null });
  });

  it('violations of another kind are for others', () => {
    const violation = { op: 1, request: 0, moment: 5, kind: 'read-locked-written', detail: '' } as const;
    expect(judge('caller-address', { ...run, violations: [violation] }).breach).toBeNull();
  });

  it('an access before any request that is compared still counts as one', () => {
    const violation = { op: 1, request: 0, moment: 5, kind: 'caller-address-read', detail: 'x' } as const;
    expect(judge('caller-address', { ...run, requests: [], violations: [violation] })).toMatchObject({
      compared: 1,
      breach: { op: 1, observed: 'x: the address is at byte 0 of the buffer of operation 2 (write)' },
    });
    const none = runOf({ violations: [violation] });
    expect(judge('caller-address', none).breach?.observed).toBe('x');
  });
});

it('is skipped where no address is given to a driver, and says where none was', () => {
  const settingFor = (name: string, modes: readonly BufferingMode[]) =>
    ({ subject: summaryOf(findSubject(name)), modes, view: 'native', isolated: true }) as const;
  expect(callerAddress.skipped(settingFor('article', ['buffered', 'direct']))).toBe(
    'no address of a caller’s is given to the driver',
  );
  expect(callerAddress.skipped(settingFor('article', ['buffered', 'neither']))).toBeNull();
  expect(callerAddress.skipped(settingFor('structures', ['buffered']))).toBeNull();
  expect(callerAddress.skipped(settingFor('controls', ['direct']))).toBeNull();
  expect(callerAddress.optional?.(settingFor('structures', ['buffered']))).toBe(
    'no request gave the driver an address that it has to probe',
  );
});
