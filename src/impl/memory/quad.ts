// Through an array rather than with shifts, which make a bigint for each step.
const quad = new BigInt64Array(1);
const halves = new Int32Array(quad.buffer);

/** The low half of a 64-bit value, two's complement, as a signed 32-bit integer. */
export function lowHalf(value: bigint): number {
  quad[0] = value;
  return halves[0] ?? 0;
}

/** The high half of a 64-bit value, two's complement, as a signed 32-bit integer. */
export function highHalf(value: bigint): number {
  quad[0] = value;
  return halves[1] ?? 0;
}

/** The signed 64-bit value of two halves. */
export function quadOf(low: number, high: number): bigint {
  halves[0] = low;
  halves[1] = high;
  return quad[0] ?? 0n;
}
