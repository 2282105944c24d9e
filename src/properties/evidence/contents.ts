import { bytesOfHex } from '../../trace/hex.ts';
import type { Call } from '../../trace/ops/index.ts';
import type { Run } from '../../trace/run/run.ts';

/** The run that a finding shows in, recorded in full. */
export interface Recorded {
  readonly run: Run;
  /** The run of the variant that differs, recorded in full too; null where the finding shows in one run. */
  readonly variant: Run | null;
}

/** What bytes are, and what they should be, or are in another run. */
export interface Contents {
  readonly what: string;
  /** Where they start, bytes from the buffer's first. */
  readonly start: number;
  readonly observed: Uint8Array;
  readonly other: Uint8Array;
  /** Whether the others are what is expected, and not just as arbitrary. */
  readonly isExpected: boolean;
}

/** The buffer of a call, for people. */
export function bufferName(call: Call | undefined): string {
  if (call !== undefined && 'code' in call) return "the caller's output buffer after the request";
  return `the caller's buffer after the ${call?.call === 'NtWriteFile' ? 'write' : 'read'}`;
}

/** The caller's own bytes after a write, or after a control request whose second buffer is the caller's to give. */
export function unchangedData(run: Run, op: number): readonly Contents[] {
  const call = run.calls[op];
  const observed = run.observations[op]?.buffer ?? null;
  const given = call === undefined ? null : givenIn(call);
  if (given === null || observed === null) return [];
  return [{ what: bufferName(call), start: 0, observed, other: given, isExpected: true }];
}

/** What the buffer held that the device may only read; null where it may write it. */
export function givenIn(call: Call): Uint8Array | null {
  if (call.call === 'NtWriteFile') return call.data;
  return 'code' in call ? call.outputData : null;
}

/** The bytes near the caller's buffer that changed. */
export function surroundings({ events }: Run, op: number): readonly Contents[] {
  return events.flatMap((event) => {
    if (event.op !== op || event.kind !== 'surroundings') return [];
    const { from: start, hex, surrounding } = event.detail;
    const observed = bytesOfHex(hex);
    const other = new Uint8Array(observed.length).fill(surrounding);
    const what = `the caller's memory ${start < 0 ? 'before' : 'behind'} its buffer`;
    return [{ what, start, observed, other, isExpected: true }];
  });
}
