/** Bytes in a page (R67). */
export const PAGE_SIZE = 4096;
export const PAGE_SHIFT = 12;
/** The bits of an address within its page. */
export const PAGE_MASK = 0xfff;

/**
 * Pages that `lengthBytes` bytes starting `offsetBytes` into a page touch (R68).
 * Zero bytes touch none when aligned and are counted as one page when not, as the macro has it.
 */
export function spanPages(offsetBytes: number, lengthBytes: number): number {
  return Math.floor(((offsetBytes & PAGE_MASK) + lengthBytes + PAGE_MASK) / PAGE_SIZE);
}
