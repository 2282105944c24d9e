import { USER_SURROUNDINGS } from '../../impl/memory/poison.ts';
import type { JudgeContext } from '../../properties/judge.ts';
import type { JudgedBreach } from '../../trace/finding.ts';
import type { Call } from '../../trace/ops/index.ts';
import { USER_FILL } from '../../trace/run/observation.ts';
import type { Run } from '../../trace/run/run.ts';
import { expectedOutcome } from './expected-outcome.ts';
import type { Recorded } from './recorded.ts';

/** What bytes are, and what they should be, or are in another run. */
export interface Comparison {
  readonly what: string;
  /** Where they start, bytes from the buffer's first. */
  readonly start: number;
  readonly observed: Uint8Array;
  readonly other: Uint8Array;
  /** Whether the others are what is expected, and not just as arbitrary. */
  readonly isExpected: boolean;
}

type Comparer = (recorded: Recorded, breach: JudgedBreach, context: JudgeContext) => readonly Comparison[];

const DISCLOSURE = 'with other bytes in memory that nobody wrote';

/** By property; those that are missing are about no bytes. */
const COMPARERS: Readonly<Record<string, Comparer>> = {
  'model/data': modelData,
  'contract/read-only-respected': ({ run }, { op }) => unchangedData(run, op),
  'contract/no-disclosure': disclosed,
  'contract/in-bounds': ({ run }, { op }) => surroundings(run, op),
  'contract/information-bounded': ({ run }, { op }) => surroundings(run, op),
};

/** The bytes that tell something of a breach; none where it is about something else. */
export function comparisonsOf(
  recorded: Recorded,
  breach: JudgedBreach,
  context: JudgeContext,
): readonly Comparison[] {
  const compare = breach.property.startsWith('metamorphic/') ? differentData : COMPARERS[breach.property];
  return compare?.(recorded, breach, context) ?? [];
}

function bufferName(call: Call | undefined): string {
  return `the caller's buffer after the ${call?.call === 'NtWriteFile' ? 'write' : 'read'}`;
}

function modelData({ run }: Recorded, breach: JudgedBreach, context: JudgeContext): readonly Comparison[] {
  const { op } = breach;
  const call = run.calls[op];
  if (call?.call === 'NtWriteFile') return unchangedData(run, op);
  const observed = run.observations[op]?.buffer ?? null;
  const prefix = expectedOutcome(run, context, breach)?.buffer;
  if (observed === null || prefix === null || prefix === undefined) return [];
  const other = new Uint8Array(Math.max(observed.length, prefix.length)).fill(USER_FILL);
  other.set(prefix);
  return [{ what: bufferName(call), start: 0, observed, other, isExpected: true }];
}

function unchangedData(run: Run, op: number): readonly Comparison[] {
  const call = run.calls[op];
  const observed = run.observations[op]?.buffer ?? null;
  if (call?.call !== 'NtWriteFile' || observed === null) return [];
  return [{ what: bufferName(call), start: 0, observed, other: call.data, isExpected: true }];
}

/** Both contents: neither is what the driver should have given. */
function disclosed({ run, variant }: Recorded, { op, reason }: JudgedBreach): readonly Comparison[] {
  const left = run.observations[op]?.buffer ?? null;
  const right = variant?.observations[op]?.buffer ?? null;
  if (left === null || right === null || reason !== 'stale-bytes') return [];
  const what = bufferName(run.calls[op]);
  return [
    { what, start: 0, observed: left, other: right, isExpected: false },
    { what: `${what}, ${DISCLOSURE}`, start: 0, observed: right, other: left, isExpected: false },
  ];
}

function differentData({ run, variant }: Recorded, { op, reason }: JudgedBreach): readonly Comparison[] {
  const other = run.observations[op]?.buffer ?? null;
  const observed = variant?.observations[op]?.buffer ?? null;
  if (other === null || observed === null || reason !== 'data') return [];
  const what = `${bufferName(run.calls[op])}, in the variant`;
  return [{ what, start: 0, observed, other, isExpected: true }];
}

function surroundings({ events }: Run, op: number): readonly Comparison[] {
  return events.flatMap((event) => {
    if (event.op !== op || event.kind !== 'surroundings') return [];
    const { from: start, hex } = event.detail;
    const observed = Buffer.from(hex, 'hex');
    const other = new Uint8Array(observed.length).fill(USER_SURROUNDINGS);
    const what = `the caller's memory ${start < 0 ? 'before' : 'behind'} its buffer`;
    return [{ what, start, observed, other, isExpected: true }];
  });
}
