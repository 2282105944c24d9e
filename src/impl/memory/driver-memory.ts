import type { Memory } from './memory.ts';
import type { Va } from './va.ts';

/**
 * Memory as a driver reaches it: by virtual address, each access translated page by page. A bad address raises what
 * Windows raises (R22a). Values are stored with the low byte first, at any alignment; lengths are bytes.
 */
export interface DriverMemory {
  /** One byte. */
  readU8(va: Va): number;
  /** One byte: the lowest of `value`. */
  writeU8(va: Va, value: number): void;
  /** A 16-bit value. */
  readU16(va: Va): number;
  /** A 16-bit value: the lowest bits of `value`. */
  writeU16(va: Va, value: number): void;
  /** A 32-bit value as a signed integer. */
  readI32(va: Va): number;
  /** A 32-bit value. */
  writeI32(va: Va, value: number): void;
  /** A 64-bit pointer. */
  readPointer(va: Va): Va;
  /** A 64-bit pointer. */
  writePointer(va: Va, value: Va): void;
  /** Copies bytes out of simulated memory, to `target` from `targetOffset` on. */
  copyOut(source: Va, target: Uint8Array, targetOffset: number, lengthBytes: number): void;
  /** Copies bytes of `source`, from `sourceOffset` on, into simulated memory. */
  copyIn(target: Va, source: Uint8Array, sourceOffset: number, lengthBytes: number): void;
  /** Copies between two virtual ranges, ascending; overlapping frames behave as memcpy of each page run. */
  copy(target: Va, source: Va, lengthBytes: number): void;
  /** Sets `lengthBytes` bytes to one value. */
  fill(target: Va, value: number, lengthBytes: number): void;
}

/**
 * The machine's memory that a driver's is. At run time they are one object: an object between them, without the rest,
 * would take a twenty-fifth of a campaign. Types keep drivers out, and that they can't import the class.
 */
export function memoryBehind(memory: DriverMemory): Memory {
  return memory as Memory;
}
