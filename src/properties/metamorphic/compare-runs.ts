import { ntstatusName } from '../../nt/ntstatus.ts';
import type { JudgedBreach } from '../../trace/finding/finding.ts';
import type { Observation } from '../../trace/run/observation.ts';
import type { BugCheck, Run } from '../../trace/run/run.ts';
import type { Where } from '../../trace/run/where.ts';
import { sameBytes } from '../same-bytes.ts';
import { breachOf } from '../verdict.ts';
import { atAnswer } from '../where.ts';

/** Which bytes of a user buffer two runs must agree on: all, those a successful transfer counts, or none. */
export type ComparedBytes = 'all' | 'transferred' | 'none';

/**
 * The first difference between what two runs of the same calls let the caller observe, as a breach of
 * `property`; null when there is none. A bug check ends the comparison: it is for the contract family to name,
 * and what memory holds by then may be anything. Reason codes: ending, status, information, iosb, position,
 * data. `how` says for people in what the variant differs.
 */
export function firstDifference(
  property: string,
  base: Run,
  variant: Run,
  bytes: ComparedBytes,
  how: string,
): JudgedBreach | null {
  const breach = findDifference(property, base, variant, bytes);
  return breach === null ? null : { ...breach, observed: `${breach.observed} ${how}` };
}

function findDifference(
  property: string,
  base: Run,
  variant: Run,
  bytes: ComparedBytes,
): JudgedBreach | null {
  const calls = Math.max(base.observations.length, variant.observations.length);
  for (let op = 0; op < calls; op += 1) {
    if (stoppedAt(base, op) || stoppedAt(variant, op)) return null;
    const left = base.observations[op];
    const right = variant.observations[op];
    if (left === undefined || right === undefined) {
      const [expected, observed] = left === undefined ? ['no call', 'a call'] : ['a call', 'no call'];
      return breachOf(property, 'ending', atAnswer(base, op), expected, observed);
    }
    const breach = compare(property, atAnswer(base, op), left, right, bytes);
    if (breach !== null) return breach;
  }
  return null;
}

/** Whether a run had ended in a bug check by an operation. */
export function stoppedAt(run: Run, op: number): boolean {
  return run.bugCheck !== null && run.bugCheck.op <= op;
}

/**
 * The bug check of a variant whose base goes on there; null when it has none, or the base ended before. Nor after memory
 * was corrupted: whether that is noticed depends on what lies beside it, and contract/in-bounds names it.
 */
export function stopsAlone(base: Run, variant: Run): BugCheck | null {
  const { bugCheck, violations } = variant;
  return bugCheck === null || violations.length > 0 || stoppedAt(base, bugCheck.op) ? null : bugCheck;
}

function compare(
  property: string,
  where: Where,
  left: Observation,
  right: Observation,
  bytes: ComparedBytes,
): JudgedBreach | null {
  if (left.ending !== right.ending) return breachOf(property, 'ending', where, left.ending, right.ending);
  if (left.status !== right.status) {
    return breachOf(property, 'status', where, ntstatusName(left.status), ntstatusName(right.status));
  }
  if (left.information !== right.information) {
    return breachOf(
      property,
      'information',
      where,
      `Information ${left.information}`,
      `Information ${right.information}`,
    );
  }
  if (
    left.iosbWritten !== right.iosbWritten ||
    left.iosbStatus !== right.iosbStatus ||
    left.eventSignaled !== right.eventSignaled ||
    left.fileSignaled !== right.fileSignaled
  ) {
    return breachOf(property, 'iosb', where, 'the same status block and events', 'others');
  }
  if (left.position !== right.position) {
    return breachOf(property, 'position', where, `position ${left.position}`, `position ${right.position}`);
  }
  if (bytes === 'none') return null;
  const lengthBytes =
    bytes === 'all' ? Number.POSITIVE_INFINITY : left.iosbWritten && left.status >= 0 ? left.information : 0;
  return sameStart(left.buffer, right.buffer, lengthBytes)
    ? null
    : breachOf(property, 'data', where, 'the same bytes', 'other bytes');
}

function sameStart(left: Uint8Array | null, right: Uint8Array | null, lengthBytes: number): boolean {
  if (left === null || right === null) return left === right;
  const end = Math.min(lengthBytes, left.length);
  if (end > right.length) return false;
  return sameBytes(left.subarray(0, end), right.subarray(0, end));
}
