import { describe, expect, it } from 'vitest';
import { CaseRunner } from '../../src/execution/case-runner.ts';
import { Executor } from '../../src/execution/execute.ts';
import { type Ddi, type Va, vaAdd } from '../../src/impl/ddi/index.ts';
import { IRP_MJ_WRITE } from '../../src/nt/irp.ts';
import { DISPATCH_LEVEL } from '../../src/nt/irql.ts';
import { STATUS_ACCESS_VIOLATION, STATUS_SUCCESS } from '../../src/nt/ntstatus.ts';
import { findSubject } from '../../src/subjects/index.ts';
import type { DataSpec, Op } from '../../src/trace/ops/index.ts';
import { POINTED_MEMORIES, type PointedMemory } from '../../src/trace/pointed-memory.ts';
import { settingOf } from '../../src/trace/setting.ts';
import { open, subjectOf, traceOf, write } from '../campaign/subjects.ts';
import { wdmDriver } from '../properties/contract/wdm-driver.ts';

/** What a driver does with the address that a structure in a write holds; a number is its Information. */
type Use = (ddi: Ddi, address: Va) => number;

/** A driver that takes an access violation for its status, and any write without a pointer as it is. */
function using(use: Use) {
  return wdmDriver({
    [IRP_MJ_WRITE]: ({ ddi, irp, location, complete }) => {
      if (location.length < 8) return complete();
      try {
        return complete(use(ddi, ddi.memory.readPointer(irp.systemBuffer)));
      } catch (error) {
        if ((error as Error).name !== 'AccessViolation') throw error;
        return complete(0, STATUS_ACCESS_VIOLATION);
      }
    },
  });
}

const structure = (pointer: PointedMemory): DataSpec => ({
  pattern: 'counter',
  seed: 0,
  places: [{ at: 0, pointer }],
});
const pointing = (pointer: PointedMemory): Op => write({ length: 100, data: structure(pointer) });

/** How a write ends whose structure has each pointer, in a case of its own: a status, or a bug check. */
function endings(use: Use): Record<string, string> {
  const executor = new Executor(subjectOf(using(use)));
  return Object.fromEntries(
    POINTED_MEMORIES.map((pointer) => {
      const { observations, bugCheck } = executor.execute(traceOf('buffered', [open(), pointing(pointer)]));
      if (bugCheck !== null) return [pointer, `bug check 0x${bugCheck.code.toString(16)}`];
      const { status, information } = observations[1] ?? {};
      if (status === STATUS_SUCCESS) return [pointer, `success ${information}`];
      return [pointer, status === STATUS_ACCESS_VIOLATION ? 'access violation' : String(status)];
    }),
  );
}

const NONE = 'access violation';

describe('a pointer in a caller’s structure', () => {
  it('leads a driver that follows it to memory, an exception or a bug check', () => {
    expect(endings((ddi, address) => ddi.memory.readU8(vaAdd(address, 4)))).toEqual({
      caller: 'success 5',
      'read-only': 'success 5',
      unmapped: NONE,
      'non-canonical': NONE,
      'unmapped-kernel': 'bug check 0x50',
      kernel: 'success 5',
    });
  });

  it('leads one that writes there likewise, but for memory that may only be read', () => {
    const writing: Use = (ddi, address) => {
      ddi.memory.writeU8(address, 9);
      return ddi.memory.readU8(address);
    };
    expect(endings(writing)).toMatchObject({ caller: 'success 9', 'read-only': NONE, kernel: 'success 9' });
  });

  it('is stopped by a probe where it is not the caller’s', () => {
    const probing: Use = (ddi, address) => {
      ddi.ProbeForRead(address, 4, 1);
      return ddi.memory.readU8(address);
    };
    expect(endings(probing)).toEqual({
      caller: 'success 1',
      'read-only': 'success 1',
      unmapped: NONE,
      'non-canonical': NONE,
      'unmapped-kernel': NONE,
      kernel: NONE,
    });
  });

  it('leads nowhere at DISPATCH_LEVEL, but to the kernel’s page', () => {
    const raised: Use = (ddi, address) => {
      const irql = ddi.KeRaiseIrql(DISPATCH_LEVEL);
      const byte = ddi.memory.readU8(address);
      ddi.KeLowerIrql(irql);
      return byte;
    };
    const out = 'bug check 0xd1';
    expect(endings(raised)).toMatchObject({
      caller: out,
      'read-only': out,
      unmapped: out,
      'unmapped-kernel': out,
      kernel: 'success 1',
    });
  });
});

describe('what is behind pointers', () => {
  const counting: Use = (ddi, address) => {
    const byte = ddi.memory.readU8(address);
    ddi.memory.writeU8(address, byte + 1);
    return byte;
  };
  const informations = (executor: Executor, ops: readonly Op[]) =>
    executor
      .execute(traceOf('buffered', ops))
      .observations.slice(1)
      .map(({ information }) => information);

  it('keeps what is written there for a case, and begins anew in the next', () => {
    const executor = new Executor(subjectOf(using(counting)));
    const ops = [open(), pointing('caller'), pointing('caller')];
    expect(informations(executor, ops)).toEqual([1, 2]);
    expect(informations(executor, ops)).toEqual([1, 2]);
  });

  it('is there in cases alone that have pointers', () => {
    const executor = new Executor(subjectOf(using(counting)));
    const data: DataSpec = { hex: '0000fb7f00000000' };
    const literal = write({ length: 8, data });
    const statuses = (...ops: Op[]) =>
      executor.execute(traceOf('buffered', [open(), ...ops])).observations.map(({ status }) => status);
    expect(statuses(literal)).toEqual([STATUS_SUCCESS, STATUS_ACCESS_VIOLATION]);
    expect(statuses(literal, pointing('caller'))).toEqual([STATUS_SUCCESS, STATUS_SUCCESS, STATUS_SUCCESS]);
    expect(statuses(literal)).toEqual([STATUS_SUCCESS, STATUS_ACCESS_VIOLATION]);
  });

  it('is there for a program’s bytes too', () => {
    const ops: Op[] = [
      { op: 'CreateFile', name: null, access: 'read-write', disposition: 'OPEN_EXISTING', overlapped: false },
      {
        op: 'WriteFile',
        handle: 0,
        length: 8,
        buffer: { pageOffset: 0, memory: 'read-write', shared: false },
        overlapped: null,
        event: false,
        data: structure('kernel'),
      },
    ];
    const trace = { ...traceOf('buffered', ops), setting: settingOf('buffered', { view: 'win32' }) };
    const { judgement } = new CaseRunner(subjectOf(using(counting))).run(trace);
    expect(judgement.verdicts.flatMap(({ breach }) => (breach === null ? [] : [breach.property]))).toContain(
      'contract/caller-address',
    );
  });
});

it('the driver with structures answers as its model says, whatever its pointer leads to', () => {
  const subject = findSubject('structures');
  const fetch = subject.generation.controls?.[1]?.code ?? 0;
  const runner = new CaseRunner(subject);
  for (const pointer of POINTED_MEMORIES) {
    const trace = traceOf('buffered', [open()]);
    const side = { pageOffset: 0, memory: 'read-write', shared: false } as const;
    const op: Op = {
      op: 'control',
      handle: 0,
      code: fetch,
      input: { length: 16, ...side },
      output: { length: 0, ...side, at: null },
      data: {
        pattern: 'counter',
        seed: 0,
        places: [
          { at: 0, pointer },
          { at: 8, bytes: '04000000' },
        ],
      },
      event: false,
      during: [],
    };
    const { run, judgement } = runner.run({ ...trace, ops: [...trace.ops, op] });
    const isCallers = pointer === 'caller' || pointer === 'read-only';
    expect(run.observations[1]?.status, pointer).toBe(isCallers ? STATUS_SUCCESS : STATUS_ACCESS_VIOLATION);
    expect(judgement.verdicts.flatMap(({ breach }) => breach ?? [])).toEqual([]);
  }
});
