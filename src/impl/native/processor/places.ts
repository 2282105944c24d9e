import { CODE_BASE, HIGH_HALF, type Va, vaAdd } from '../../memory/va.ts';

/** Where what belongs to a compiled driver lies in the address space. */

/** Where the image is loaded. */
export const IMAGE_BASE = (0xd0000000 | 0) as Va;
/** A page of the processor's own block, behind gs, and of what DriverEntry is given. */
export const PROCESSOR_PAGE = (0xdc000000 | 0) as Va;
/** Where the kernel stack ends: pushing goes down from here. */
export const STACK_END = (0xde010000 | 0) as Va;
/** Bytes of the kernel stack of a thread (R99). Below it nothing is mapped. */
export const STACK_BYTES = 24 * 1024;

/** Addresses of the kernel's exports, one for each import of an image. */
const EXPORTS = vaAdd(CODE_BASE, 0x08000000);
const EXPORT_BYTES = 16;
/** Where code returns to that the kernel has called. */
export const RETURN_ADDRESS = vaAdd(CODE_BASE, 0x0fffff00);

/** The high half of all these addresses. */
export const IMAGE_HIGH_HALF = HIGH_HALF[IMAGE_BASE >>> 28] ?? 0;

/** The address of the export that an image's import of this number is bound to. */
export function exportAddress(number: number): Va {
  return vaAdd(EXPORTS, number * EXPORT_BYTES);
}

/** The number of the import whose export lies at an address; null for no export. */
export function exportNumber(low: number, high: number, count: number): number | null {
  const offset = (low - EXPORTS) | 0;
  const number = offset / EXPORT_BYTES;
  return high === IMAGE_HIGH_HALF && Number.isInteger(number) && number >= 0 && number < count
    ? number
    : null;
}

/** An address as 64 bits. */
export function wholeAddress(va: Va): bigint {
  return (BigInt((HIGH_HALF[va >>> 28] ?? 0) >>> 0) << 32n) | BigInt(va >>> 0);
}
