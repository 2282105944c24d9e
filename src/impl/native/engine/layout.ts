/** Where translated code finds what it needs, in bytes from the start of the memory that it shares with the machine. */
export interface EngineLayout {
  /** The page tables: one entry a page by the low 32 bits of its address, as `PageTable` has them. */
  readonly pageTable: number;
  /** The high halves that addresses have in each of the sixteen windows, 4 bytes each. */
  readonly highHalves: number;
  readonly registers: number;
  /**
   * By address of the image's code, 4 bytes for each byte of it: where its translation is entered, 0 where it is not.
   * A place is the function's number in the table above `BLOCK_BITS` and its block below, plus 1.
   */
  readonly entries: number;
  /** How often each block of code was entered, 4 bytes each. */
  readonly counters: number;
  readonly maxCounters: number;
  /** The code that is translated: its first address, a multiple of 4096, and its size in bytes. */
  readonly codeBase: bigint;
  readonly codeBytes: number;
}

/** Bits of a place that number a block. */
export const BLOCK_BITS = 10;
/** Blocks of one function, at most: what is beyond them is translated as one of its own. */
export const MAX_BLOCKS = 400;
