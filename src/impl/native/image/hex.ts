/** A number as addresses and flags are written: `0x1f40`. */
export function hex(value: number | bigint): string {
  return `0x${value.toString(16)}`;
}
