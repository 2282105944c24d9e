import {
  NT_ERROR,
  NT_SUCCESS,
  type NTSTATUS,
  ntstatusName,
  STATUS_END_OF_FILE,
  STATUS_NO_MORE_ENTRIES,
  STATUS_PIPE_EMPTY,
} from '../../nt/ntstatus.ts';
import { count } from '../../trace/describe.ts';
import { isFault, withoutShortage } from '../../trace/during.ts';
import type { JudgedBreach } from '../../trace/finding/finding.ts';
import { VIEWS } from '../../trace/ops/view.ts';
import { NOTHING_OBSERVED, type Observation, USER_FILL } from '../../trace/run/observation.ts';
import type { Run } from '../../trace/run/run.ts';
import type { Trace } from '../../trace/trace.ts';
import { givenIn as givenByCaller } from '../evidence/contents.ts';
import { stoppedAt } from '../metamorphic/compare-runs.ts';
import { VARIANT_EVIDENCE } from '../metamorphic/variant-evidence.ts';
import { originOf } from '../origin.ts';
import type { RelationProperty } from '../property.ts';
import type { Again } from '../relation.ts';
import { notCompared, withoutFaults } from '../skips.ts';
import { breachOf, verdictOf } from '../verdict.ts';
import { atAnswer } from '../where.ts';
import { withOtherData } from './other-data.ts';

const PROPERTY = 'contract/no-data-lost';

/** Statuses that say that there is nothing, rather than that something went wrong. */
const NOTHING_THERE: readonly NTSTATUS[] = [STATUS_END_OF_FILE, STATUS_PIPE_EMPTY, STATUS_NO_MORE_ENTRIES];

/**
 * What a driver answers alike with what it asked for and without, it has done alike (M10, R46): no byte that a caller wrote
 * is lost where nobody is told. A variant has nothing fail in one operation. Compared: operations in which something failed
 * that are answered with the same success where nothing does.
 */
export const noDataLost: RelationProperty = {
  id: PROPERTY,
  views: VIEWS,
  unit: 'calls',
  skipped: (setting) => notCompared(PROPERTY, setting) ?? withoutFaults(setting),
  optional: () => 'no request in which something failed was answered as where nothing does',
  relation: {
    property: PROPERTY,
    variants: (trace) => trace.ops.flatMap((_op, index) => withoutFailure(trace, index) ?? []),
    due: (base) =>
      base.requests.some(({ faulted }) => faulted)
        ? base.trace.ops.flatMap((_op, index) =>
            isStruck(base, index) ? (withoutFailure(base.trace, index) ?? []) : [],
          )
        : [],
    judge: (base, variant, again) => {
      const struck = struckAt(base, variant);
      if (struck === null) return verdictOf(PROPERTY, 0, null);
      return verdictOf(PROPERTY, 1, firstLoss(base, variant, struck, again));
    },
  },
  documentation: {
    summary: 'what a success claims is done, also where something failed',
    demands:
      'A driver that answers a request in which something failed with the success that it would have had moves the same bytes.',
    rules: ['M10', 'R46', 'R75'],
    sources: [
      'DOC DDI MmGetSystemAddressForMdlSafe, ExAllocatePool2',
      'DOC WDD kernel/setting-the-i-o-status-block-in-an-irp',
      'DOC devtest/low-resources-simulation',
    ],
    consequence: 'data is lost when the machine is low on resources, and no program is told',
    guards: [
      'a driver that finds another way, such as a block that it kept, moves the same bytes',
      'only bytes count that become others when a caller writes others: no counter or log of failures',
      'the comparison ends where a later answer says that something went wrong, or gives less, and at the next failure',
    ],
    compared:
      'operations in which something failed that are answered with the same success where nothing does',
    reasons: [
      {
        code: 'bytes-lost',
        meaning: 'bytes that a caller wrote are not given where they are without the failure',
      },
      {
        code: 'nothing-moved',
        meaning: 'the caller’s buffer is as it was, though a success claims its bytes',
      },
    ],
    example: null,
  },
  evidence: VARIANT_EVIDENCE,
};

/** A trace in which a driver gets what it asks for in an operation; null where it does anyway. */
function withoutFailure(trace: Trace, index: number): Trace | null {
  const op = trace.ops[index];
  if (op === undefined || !('during' in op)) return null;
  const during = withoutShortage(op.during);
  return during === op.during ? null : { ...trace, ops: trace.ops.with(index, { ...op, during }) };
}

/** Whether something failed in an operation that was answered with success all the same. */
function isStruck(run: Run, op: number): boolean {
  const observed = run.observations[op];
  if (observed === undefined || stoppedAt(run, op) || !NT_SUCCESS(observed.status)) return false;
  return run.requests.some((irp) => irp.op === op && irp.faulted);
}

/** The operation that nothing fails in in the variant; null where nothing had failed, or it is answered otherwise. */
function struckAt(base: Run, variant: Run): number | null {
  const op = base.trace.ops.findIndex((each, index) => each !== variant.trace.ops[index]);
  const left = base.observations[op];
  const right = variant.observations[op];
  if (left === undefined || right === undefined || stoppedAt(variant, op)) return null;
  return isStruck(base, op) && isAlike(left, right) ? op : null;
}

function isAlike(left: Observation, right: Observation): boolean {
  return (
    left.ending === right.ending &&
    left.status === right.status &&
    left.iosbWritten === right.iosbWritten &&
    left.iosbStatus === right.iosbStatus &&
    left.information === right.information
  );
}

/** What is not given from the operation on in which something failed, up to the first answer that is another. */
function firstLoss(base: Run, variant: Run, struck: number, again: Again | undefined): JudgedBreach | null {
  for (let op = struck; op < base.observations.length; op += 1) {
    const left = base.observations[op];
    const right = variant.observations[op];
    if (left === undefined || right === undefined || stoppedAt(base, op) || stoppedAt(variant, op))
      return null;
    if (op > struck && failsIn(base, op)) return null;
    const loss = lossOf(left, right, givenIn(base, op));
    if (loss.length > 0) return breachAt(base, variant, struck, op, loss, again);
    if (!isAlike(left, right)) return null;
  }
  return null;
}

/** Whether something is to fail in an operation. */
function failsIn({ trace }: Run, index: number): boolean {
  const op = trace.ops[index];
  return op !== undefined && 'during' in op && op.during.some(isFault);
}

/** Whether the buffer of an operation is the caller's to give, and no answer. */
function givenIn({ calls }: Run, op: number): boolean {
  const call = calls[op];
  return call === undefined || givenByCaller(call) !== null;
}

/** The places of bytes that an answer gives in the variant, and not in the run; none where it says what went wrong. */
function lossOf(left: Observation, right: Observation, isInput: boolean): readonly number[] {
  const claimed = isInput ? 0 : claimedBytes(right);
  const { buffer } = right;
  if (claimed === 0 || buffer === null) return [];
  const kept = left.status === right.status ? claimedBytes(left) : 0;
  if (kept === 0 && left.status !== right.status && !NOTHING_THERE.includes(left.status)) return [];
  const places = Array.from({ length: Math.min(claimed, buffer.length) }, (_, place) => place);
  // What is not given yet may be given by the next request.
  if (kept === 0) return places;
  return places.filter((place) => place < kept && left.buffer?.[place] !== buffer[place]);
}

/** How many bytes an answer claims. */
function claimedBytes({ ending, iosbWritten, iosbStatus, information, buffer }: Observation): number {
  if (ending !== 'returned' || !iosbWritten || NT_ERROR(iosbStatus) || buffer === null) return 0;
  return Math.min(information, buffer.length);
}

/** What the loss of bytes comes to; null where they are none of a caller's. */
function breachAt(
  base: Run,
  variant: Run,
  struck: number,
  op: number,
  loss: readonly number[],
  again: Again | undefined,
): JudgedBreach | null {
  const { status, buffer } = base.observations[op] ?? NOTHING_OBSERVED;
  const where = atAnswer(base, op);
  const origin = originOf(base, atAnswer(base, struck));
  const answer = `${ntstatusName(status)} without ${count(loss.length, 'byte')} of them`;
  if (op === struck && buffer?.subarray(0, loss.length).every((byte) => byte === USER_FILL) === true) {
    const expected = 'the bytes that the answer claims';
    return { ...breachOf(PROPERTY, 'nothing-moved', where, expected, `${answer}, none moved`), origin };
  }
  if (!areCallers(variant, op, loss, again)) return null;
  const expected = 'the bytes that a caller wrote, as without the failure';
  return { ...breachOf(PROPERTY, 'bytes-lost', where, expected, answer), origin };
}

/** Whether one of the bytes at places is another one where callers write others, and all is answered alike. */
function areCallers(variant: Run, op: number, places: readonly number[], again: Again | undefined): boolean {
  return withOtherData(variant.trace, op).some((trace) => {
    const other = again?.(trace) ?? null;
    if (other === null) return false;
    for (let index = 0; index <= op; index += 1) {
      const left = variant.observations[index];
      const right = other.observations[index];
      if (left === undefined || right === undefined || !isAlike(left, right)) return false;
    }
    const left = variant.observations[op]?.buffer;
    const right = other.observations[op]?.buffer;
    return places.some((place) => left?.[place] !== right?.[place]);
  });
}
