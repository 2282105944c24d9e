import { NT_ERROR } from '../../nt/ntstatus.ts';
import type { JudgedBreach } from '../../trace/finding/finding.ts';
import { VIEWS } from '../../trace/ops/view.ts';
import type { Observation } from '../../trace/run/observation.ts';
import type { Run } from '../../trace/run/run.ts';
import { bufferName, type Contents, type Recorded } from '../evidence/contents.ts';
import { exampleOf } from '../example.ts';
import { firstDifference, stoppedAt, stopsAlone } from '../metamorphic/compare-runs.ts';
import type { RelationProperty } from '../property.ts';
import { sameBytes } from '../same-bytes.ts';
import { notCompared, withoutData } from '../skips.ts';
import { breachOf, verdictOf } from '../verdict.ts';
import { atAnswer } from '../where.ts';

const PROPERTY = 'contract/no-disclosure';
const HOW = 'with other bytes in memory that nobody wrote';

/**
 * No byte of kernel memory that nobody has written reaches the caller or decides anything (R36, G1). The two runs
 * differ in those bytes alone, so a byte of the caller's buffer that differs is such a byte, and any other
 * difference comes of a driver that looked at one. Compared: successful reads and control requests, warnings included,
 * that gave the caller at least one byte.
 */
export const noDisclosure: RelationProperty = {
  id: PROPERTY,
  views: VIEWS,
  unit: 'calls',
  skipped: (setting) => notCompared(PROPERTY, setting) ?? withoutData(setting),
  optional: () => 'no call gave the caller a byte',
  relation: {
    property: PROPERTY,
    variants: (trace) => {
      const { setting } = trace;
      const poison = setting.conditions.poison === 'usual' ? 'other' : 'usual';
      return [{ ...trace, setting: { ...setting, conditions: { ...setting.conditions, poison } } }];
    },
    judge: (base, variant) => verdictOf(PROPERTY, countGiving(base), firstBreach(base, variant)),
  },
  documentation: {
    summary: 'kernel memory that nobody wrote never reaches a caller',
    demands:
      'No byte of kernel memory that nobody has written is given to a caller, and none decides what a driver does.',
    rules: ['R36', 'R43', 'R46', 'G2'],
    sources: ['DOC WDD kernel/failure-to-initialize-output-buffers', 'DOC DDI ExAllocatePool2'],
    consequence: 'the caller reads what others left in kernel memory',
    guards: [
      'a zeroed block is never poisoned: neither ExAllocatePool2’s nor a zeroed SystemBuffer (R36)',
      'two runs are compared that differ in the unwritten bytes alone; where the first ends in a bug check the comparison ends',
      'arrays of JavaScript are zeroed, so a driver that keeps data in them discloses nothing there',
    ],
    compared:
      'successful reads and control requests, warnings included, that gave the caller at least one byte',
    reasons: [
      { code: 'stale-bytes', meaning: 'unwritten bytes lie in the caller’s buffer or around it' },
      {
        code: 'uninitialised-read',
        meaning: 'status, Information, position or ending depend on unwritten bytes',
      },
      { code: 'not-loaded', meaning: 'whether DriverEntry succeeds depends on unwritten bytes' },
    ],
    example: exampleOf('overclaim-verbatim', 'buffered', 'stale-bytes', { op: 'read', length: 1 }),
  },
  evidence: {
    marks: [],
    seenBy: 'caller',
    contents: disclosed,
  },
};

function countGiving(run: Run): number {
  let count = 0;
  for (let op = 0; op < run.calls.length; op += 1) {
    const observed = run.observations[op];
    const call = run.calls[op];
    const canGive = call?.call === 'NtReadFile' || (call !== undefined && 'code' in call);
    if (canGive && observed !== undefined && gaveBytes(observed)) count += 1;
  }
  return count;
}

function gaveBytes({ iosbWritten, iosbStatus, information, buffer }: Observation): boolean {
  return iosbWritten && !NT_ERROR(iosbStatus) && information > 0 && buffer !== null && buffer.length > 0;
}

/** The first operation at which the runs differ decides: what comes later may follow from it. */
function firstBreach(base: Run, variant: Run): JudgedBreach | null {
  const other = firstDifference(PROPERTY, base, variant, 'none', HOW) ?? stopped(base, variant);
  const end = other === null ? Math.min(base.observations.length, variant.observations.length) : other.op;
  for (let op = 0; op < end; op += 1) {
    if (stoppedAt(base, op) || stoppedAt(variant, op)) break;
    const left = base.observations[op];
    const right = variant.observations[op];
    const where = left === undefined || right === undefined ? null : staleBytes(left, right);
    if (where === null) continue;
    const observed = `kernel memory that nobody wrote: ${where}`;
    return breachOf(
      PROPERTY,
      'stale-bytes',
      atAnswer(base, op),
      'only bytes that the driver wrote',
      observed,
    );
  }
  return other === null ? null : { ...other, reason: 'uninitialised-read' };
}

/** What stops the machine with other bytes alone: the contract is judged with the usual ones. */
function stopped(base: Run, variant: Run): JudgedBreach | null {
  const bugCheck = stopsAlone(base, variant);
  if (bugCheck === null) return null;
  return breachOf(
    PROPERTY,
    'uninitialised-read',
    atAnswer(base, bugCheck.op),
    'the machine goes on',
    `${bugCheck.reason} ${HOW}`,
  );
}

/** Which bytes of the caller's memory differ, for people; null when none do. */
function staleBytes(left: Observation, right: Observation): string | null {
  const inside = differing(left.buffer, right.buffer);
  if (inside !== null) return inside;
  return left.surroundingsHash === right.surroundingsHash ? null : 'bytes around the buffer';
}

function differing(left: Uint8Array | null, right: Uint8Array | null): string | null {
  if (left === null || right === null || sameBytes(left, right)) return null;
  let count = 0;
  let first = 0;
  for (let index = left.length - 1; index >= 0; index -= 1) {
    if (left[index] === right[index]) continue;
    count += 1;
    first = index;
  }
  return `${count === 1 ? '1 byte' : `${count} bytes`} of the buffer, the first at index ${first}`;
}

/** Both contents: neither is what the driver should have given. */
function disclosed({ run, variant }: Recorded, { op, reason }: JudgedBreach): readonly Contents[] {
  const left = run.observations[op]?.buffer ?? null;
  const right = variant?.observations[op]?.buffer ?? null;
  if (left === null || right === null || reason !== 'stale-bytes') return [];
  const what = bufferName(run.calls[op]);
  return [
    { what, start: 0, observed: left, other: right, isExpected: false },
    { what: `${what}, ${HOW}`, start: 0, observed: right, other: left, isExpected: false },
  ];
}
