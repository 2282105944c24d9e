import type { Contents } from '../../properties/evidence/contents.ts';
import { type BytesEvidence, MAX_SHOWN_BYTES } from '../../trace/finding/evidence.ts';
import { hexOf } from '../../trace/hex.ts';

/** Bytes that are shown before the first difference, as far as there are some. */
const BEFORE = 64;
/** Where a line of bytes starts. */
const LINE_BYTES = 16;

/** The part of some bytes around the first one that differs. */
export function bytesOf({ what, start, observed, other, isExpected }: Contents): BytesEvidence {
  const first = firstDifference(observed, other);
  const from = Math.max(0, first - (first % LINE_BYTES) - BEFORE);
  return {
    what,
    from: start + from,
    expected: isExpected ? hexadecimal(other, from) : null,
    observed: hexadecimal(observed, from),
    totalBytes: observed.length,
  };
}

function firstDifference(left: Uint8Array, right: Uint8Array): number {
  const first = left.findIndex((byte, at) => byte !== right[at]);
  return first < 0 ? Math.min(left.length, right.length) : first;
}

function hexadecimal(bytes: Uint8Array, from: number): string {
  return hexOf(bytes.subarray(from, from + MAX_SHOWN_BYTES));
}
