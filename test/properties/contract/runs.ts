import { IRP_MJ_READ } from '../../../src/nt/irp.ts';
import { STATUS_SUCCESS } from '../../../src/nt/ntstatus.ts';
import { CONTRACT_JUDGED } from '../../../src/properties/contract/judged.ts';
import type { JudgeContext, Verdict } from '../../../src/properties/judge.ts';
import { type During, NOTHING } from '../../../src/trace/during.ts';
import { canonicalOp } from '../../../src/trace/ops/index.ts';
import type { Observation } from '../../../src/trace/run/observation.ts';
import type { Request } from '../../../src/trace/run/request.ts';
import { type BugCheck, emptyRun, type Run } from '../../../src/trace/run/run.ts';
import { settingOf } from '../../../src/trace/setting.ts';
import { TRACE_FORMAT, type Trace } from '../../../src/trace/trace.ts';

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
  input: null,
  surroundingsChanged: 0,
  surroundingsHash: 0,
};

/** An honest direct read of four bytes. */
const IRP: Request = {
  id: 0,
  op: 1,
  level: 0,
  major: IRP_MJ_READ,
  parameters: { length: 4, key: 0, byteOffset: 0n, control: null },
  flags: 0x900,
  dispatchedAt: 4,
  completions: 1,
  completedAt: 5,
  returned: STATUS_SUCCESS,
  returnedAt: 6,
  ioStatus: STATUS_SUCCESS,
  information: 4,
  pendingMarked: false,
  faulted: false,
  finishedAt: 7,
  leftMdls: 0,
  leftMappings: 0,
  leftLockedPages: 0,
  keptBlocks: 0,
  hasMdl: true,
  fetchedBytes: 0,
  refetchedBytes: 0,
};

/** The same with other fields; `length` is the one of its parameters. */
export function irp({
  length = 4,
  ...fields
}: Partial<Request> & { readonly length?: number } = {}): Request {
  return { ...IRP, parameters: { ...IRP.parameters, length }, ...fields };
}

export function bugCheck(
  code: number,
  reason = 'because',
  op = 1,
  parameters: readonly string[] = [],
): BugCheck {
  return { op, request: IRP.id, moment: 8, code, parameters, reason };
}

export function traceOf(during: During = NOTHING): Trace {
  return {
    format: TRACE_FORMAT,
    subject: 'x',
    setting: settingOf('direct'),
    ops: [canonicalOp('open'), { ...canonicalOp('read'), length: 4, during }],
    seed: null,
  };
}

/** A run of an open and a read; honest but for what is given. */
export function runOf(more: Partial<Run> = {}): Run {
  return {
    ...emptyRun(traceOf()),
    observations: [OBSERVED, OBSERVED],
    history: { called: [1, 3], returned: [2, 9], sent: [null, IRP.id], completed: [IRP.id] },
    requests: [IRP],
    ...more,
  };
}

export function verdictsOf(run: Run): Verdict[] {
  return CONTRACT_JUDGED.map(({ judge }) => judge(run, CONTEXT));
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
