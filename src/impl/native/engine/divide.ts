import type { RegisterFile } from './register-file.ts';

const HALF = 64;
const MIN_SIGNED = -(1n << 63n);
const MAX_SIGNED = (1n << 63n) - 1n;
const MAX_UNSIGNED = (1n << 64n) - 1n;

/**
 * Divides 128 bits by 64. The scratch has the dividend's halves and the divisor, and gets quotient and rest.
 *
 * @returns 0 where the divisor is none or the quotient has more than 64 bits, else 1
 */
export function divide128({ scratch }: Pick<RegisterFile, 'scratch'>, isSigned: boolean): 0 | 1 {
  const view = new DataView(scratch.buffer, scratch.byteOffset, scratch.byteLength);
  const low = view.getBigUint64(0, true);
  const high = isSigned ? view.getBigInt64(8, true) : view.getBigUint64(8, true);
  const divisor = isSigned ? view.getBigInt64(16, true) : view.getBigUint64(16, true);
  if (divisor === 0n) return 0;
  const dividend = (high << BigInt(HALF)) | low;
  const quotient = dividend / divisor;
  const [least, most] = isSigned ? [MIN_SIGNED, MAX_SIGNED] : [0n, MAX_UNSIGNED];
  if (quotient < least || quotient > most) return 0;
  view.setBigUint64(0, BigInt.asUintN(64, quotient), true);
  view.setBigUint64(8, BigInt.asUintN(64, dividend % divisor), true);
  return 1;
}
