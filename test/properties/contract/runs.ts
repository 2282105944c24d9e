import { IRP_MJ_READ } from '../../../src/nt/irp.ts';
import { STATUS_SUCCESS } from '../../../src/nt/ntstatus.ts';
import { CONTRACT_JUDGES } from '../../../src/properties/contract/index.ts';
import type { JudgeContext, Verdict } from '../../../src/properties/judge.ts';
import type { Observation } from '../../../src/trace/observation.ts';
import { canonicalOp, type Fault } from '../../../src/trace/ops/index.ts';
import { type BugCheck, type IrpRecord, NO_SPIN_LOCKS, type Run } from '../../../src/trace/run.ts';
import { DEFAULT_DIALECT, PLAIN_MACHINE, TRACE_FORMAT, type Trace } from '../../../src/trace/trace.ts';

const CONTEXT: JudgeContext = { model: null, deviceNames: [], exclusive: false };

export const OBSERVED: Observation = {
  ending: 'returned',
  status: STATUS_SUCCESS,
  iosbWritten: true,
  iosbStatus: STATUS_SUCCESS,
  information: 4,
  eventSignaled: null,
  fileSignaled: true,
  position: 0n,
  buffer: Uint8Array.of(1, 2, 3, 4),
  surroundingsChanged: 0,
  surroundingsHash: 0,
};

/** An honest direct read of four bytes. */
const IRP: IrpRecord = {
  op: 1,
  level: 0,
  majorFunction: IRP_MJ_READ,
  length: 4,
  flags: 0x900,
  completions: 1,
  returned: STATUS_SUCCESS,
  ioStatus: STATUS_SUCCESS,
  information: 4,
  pendingMarked: false,
  faulted: false,
  finished: true,
  leftMdls: 0,
  leftMappings: 0,
  leftLockedPages: 0,
  hasMdl: true,
  fetchedBytes: 0,
  refetchedBytes: 0,
};

export function irp(fields: Partial<IrpRecord> = {}): IrpRecord {
  return { ...IRP, ...fields };
}

export function bugCheck(
  code: number,
  reason = 'because',
  op = 1,
  parameters: readonly string[] = [],
): BugCheck {
  return { op, code, parameters, reason };
}

export function traceOf(fault: Fault | null = null): Trace {
  return {
    format: TRACE_FORMAT,
    subject: 'x',
    options: { mode: 'direct', dialect: DEFAULT_DIALECT },
    machine: PLAIN_MACHINE,
    schedule: [],
    ops: [canonicalOp('open'), { ...canonicalOp('read'), length: 4, fault }],
    seed: null,
  };
}

/** A run of an open and a read; honest but for what is given. */
export function runOf(more: Partial<Run> = {}): Run {
  return {
    trace: traceOf(),
    calls: [],
    observations: [OBSERVED, OBSERVED],
    irps: [IRP],
    userPtrs: [],
    violations: [],
    mdlCalls: 0,
    bugCheck: null,
    driverException: null,
    refused: null,
    spinLocks: NO_SPIN_LOCKS,
    balance: null,
    driverBlocks: null,
    events: [],
    ...more,
  };
}

export function verdictsOf(run: Run): Verdict[] {
  return CONTRACT_JUDGES.map(({ judge }) => judge(run, CONTEXT));
}

/** What a contract property says of a run. */
export function judge(property: string, run: Run): Verdict {
  const verdict = verdictsOf(run).find((each) => each.property === `contract/${property}`);
  if (verdict === undefined) throw new Error(`no property ${property}`);
  return verdict;
}

/** Every breach that a run shows, as `property reason`, without the family. */
export function breachesOf(run: Run): string[] {
  return verdictsOf(run).flatMap(({ breach }) =>
    breach === null ? [] : [`${breach.property.replace('contract/', '')} ${breach.reason}`],
  );
}
