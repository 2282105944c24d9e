import type { CallOfAny } from '../../trace/ops/index.ts';
import { USER_FILL } from '../../trace/run/observation.ts';
import { sameBytes } from '../same-bytes.ts';

/** Up to this many bytes a loop is faster than a comparison of two views. */
const LOOP_BYTES = 256;

let fillTable = new Uint8Array(0);

/** `lengthBytes` bytes as user memory holds them before a call. */
function userFill(lengthBytes: number): Uint8Array {
  if (fillTable.length < lengthBytes) fillTable = new Uint8Array(lengthBytes * 2).fill(USER_FILL);
  return fillTable.subarray(0, lengthBytes);
}

/** Whether `bytes` starts with `prefix`. */
export function startsWith(bytes: Uint8Array, prefix: Uint8Array): boolean {
  const length = prefix.length;
  if (length > bytes.length) return false;
  if (length > LOOP_BYTES) return sameBytes(bytes.subarray(0, length), prefix);
  for (let at = 0; at < length; at += 1) if (bytes[at] !== prefix[at]) return false;
  return true;
}

/** Whether `bytes` holds from `start` on what it held before: `before`, or nothing but fill where that is null. */
export function isUntouchedFrom(bytes: Uint8Array, start: number, before: Uint8Array | null): boolean {
  if (before === null) return isFillFrom(bytes, start);
  return sameBytes(bytes.subarray(start), before.subarray(start));
}

/** What the output of a control request held before, where that is not fill alone. */
export function heldBefore(call: CallOfAny): Uint8Array | null {
  return 'code' in call ? call.outputBefore : null;
}

/** Whether `bytes` holds nothing but fill from `start` on. */
function isFillFrom(bytes: Uint8Array, start: number): boolean {
  const length = bytes.length - start;
  if (length > LOOP_BYTES) return sameBytes(bytes.subarray(start), userFill(length));
  for (let at = start; at < bytes.length; at += 1) if (bytes[at] !== USER_FILL) return false;
  return true;
}

/** Where two buffers first differ, and in how many bytes. */
export interface Difference {
  readonly at: number;
  readonly expected: string;
  readonly observed: string;
  readonly count: number;
}

/** How `bytes` differs from `prefix` followed by what it held before, fill where that is null; for explanations. */
export function difference(
  bytes: Uint8Array,
  prefix: Uint8Array,
  before: Uint8Array | null = null,
): Difference {
  const wanted = (index: number): number => prefix[index] ?? before?.[index] ?? USER_FILL;
  let at = -1;
  let count = 0;
  const length = Math.max(bytes.length, prefix.length);
  for (let index = 0; index < length; index += 1) {
    if (bytes[index] === wanted(index)) continue;
    if (at < 0) at = index;
    count += 1;
  }
  return { at, expected: byteText(wanted(at)), observed: byteText(bytes[at]), count };
}

function byteText(byte: number | undefined): string {
  return byte === undefined ? 'no byte' : `0x${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}
