/**
 * Virtual addresses (design D3).
 *
 * A virtual address is one signed 32-bit integer, so that the engine never boxes it. Its top four bits pick
 * a window of 256 MiB; the integer is the low half of the canonical 64-bit address and the window gives the
 * high half. Addresses below 0x8000_0000 are user space and have a high half of zero. A 64-bit pointer
 * whose high half belongs to no window is interned in the foreign window: never mapped, and written back
 * exactly (see `Pointers`). bigint appears only where addresses leave for people or for a guest.
 */
declare const brand: unique symbol;
/** A virtual address (design D3). */
export type Va = number & { readonly [brand]: 'Va' };

export const NULL_VA = 0 as Va;

/** The first address of nonpaged pool. */
export const POOL_BASE = (0x80000000 | 0) as Va;
/** The first address of the system PTE range, where MDLs are mapped. */
export const SYSTEM_PTE_BASE = (0xa0000000 | 0) as Va;
/** Where routines of the kernel and of drivers have their code addresses. */
export const CODE_BASE = (0xc0000000 | 0) as Va;
/** Kernel range that is never mapped, but for one page (`CallersPages`): pointers without anything behind them. */
export const UNMAPPED_KERNEL_BASE = (0xe0000000 | 0) as Va;
/** Where pointers that belong to no window are interned. */
export const FOREIGN_BASE = (0xf0000000 | 0) as Va;

/** Bytes in one window. */
export const WINDOW_BYTES = 0x10000000;
/**
 * Where callers' buffers begin that no memory has, of which a page is there. What lies 2^28, 2^29, 2^30, 2^31 or almost 2^32
 * bytes behind is never mapped, whatever window it falls into.
 */
export const BEYOND_MEMORY_BASE = 0x69000000 as Va;
/** They begin below. */
export const BEYOND_MEMORY_END = 0x70000000 as Va;
/** The last user address, inclusive. */
export const HIGHEST_USER_ADDRESS = 0x7ffeffff as Va;

/** High halves of the canonical addresses, by window. */
export const HIGH_HALF: Int32Array = Int32Array.from([
  0, 0, 0, 0, 0, 0, 0, 0, 0xffffe000, 0xffffe000, 0xfffff880, 0xfffff880, 0xfffff800, 0xfffff800, 0xffffd000,
  0,
]);

/** The address `bytes` beyond `va`, wrapping as the processor does. */
export function vaAdd(va: Va, bytes: number): Va {
  return ((va + bytes) | 0) as Va;
}

/** Whether an address lies in user space; every other one is the system's. */
export function isUserVa(va: Va): boolean {
  return va >= 0;
}

/** Whether an address lies in the windows of nonpaged pool. */
export function isPoolVa(va: Va): boolean {
  return va >>> 29 === POOL_BASE >>> 29;
}

/** An address as people read it: the canonical 64-bit value. Foreign addresses show their interned number. */
export function formatVa(va: Va): string {
  const high = (HIGH_HALF[va >>> 28] ?? 0) >>> 0;
  const low = (va >>> 0).toString(16);
  return high === 0 ? `0x${low}` : `0x${high.toString(16)}${low.padStart(8, '0')}`;
}
