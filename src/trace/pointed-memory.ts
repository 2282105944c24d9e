/** What pointers among a caller's bytes may lead to, the simplest first. */
export const POINTED_MEMORIES = [
  'caller',
  'read-only',
  'unmapped',
  'non-canonical',
  'unmapped-kernel',
  'kernel',
] as const;

/**
 * What a pointer among a caller's bytes leads to: a page of the caller's own that no request names, such a page that may
 * only be read, a user address without memory, an address that is none, a kernel address without memory, and a kernel
 * page that belongs to nobody, so that only the caller's bytes explain an access to it.
 */
export type PointedMemory = (typeof POINTED_MEMORIES)[number];

/** The addresses that the pointers hold, the same in each run. Each is the start of one page, where there is any. */
export const POINTED_ADDRESSES: Readonly<Record<PointedMemory, bigint>> = {
  caller: 0x7ffb_0000n,
  'read-only': 0x7ffb_2000n,
  unmapped: 0x7ffb_4000n,
  'non-canonical': 0x8000_0000_0000n,
  'unmapped-kernel': 0xffff_d000_e000_0000n,
  kernel: 0xffff_d000_e800_0000n,
};

/** For people: `a kernel page`. */
export const POINTED_TEXTS: Readonly<Record<PointedMemory, string>> = {
  caller: 'a page of the caller’s',
  'read-only': 'a read-only page of the caller’s',
  unmapped: 'an unmapped user address',
  'non-canonical': 'a non-canonical address',
  'unmapped-kernel': 'an unmapped kernel address',
  kernel: 'a kernel page',
};

/** Whether there is a page behind a pointer. */
export function hasMemory(pointer: PointedMemory): boolean {
  return pointer === 'caller' || pointer === 'read-only' || pointer === 'kernel';
}
