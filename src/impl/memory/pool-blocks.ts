import { PAGE_SIZE } from '../../nt/page.ts';
import { poolTagText } from '../../nt/pool.ts';
import { backRedzone, frontRedzone } from './redzone.ts';

/** Alignment of every block, and bytes of redzone on each side of a small one (W5). */
export const ALIGNMENT = 16;

/** What a pool knows of its blocks. A block is named by where it starts, in bytes from the pool's first. */
export class PoolBlocks {
  /** By a block's start / 16: its size in bytes while it lives, -1 once freed, 0 where no block starts. */
  readonly size: Int32Array;
  readonly tag: Int32Array;
  /** By a block's start / 16: bytes it could hold. */
  readonly capacity: Int32Array;
  /** By a block's start / 16: 1 where a driver has to free the block that lives there. */
  readonly owned: Uint8Array;
  /** Starts of the small blocks there are, ascending from the bottom. */
  readonly small: number[] = [];
  /** Starts of the large blocks there are, descending from the top. */
  readonly large: number[] = [];
  /** By a block's start / 16: the words of its redzones. */
  readonly #frontWord: Int32Array;
  readonly #backWord: Int32Array;
  /** Blocks made since the last reset. */
  #made = 0;

  /** For a pool of `bytes` bytes. */
  constructor(bytes: number) {
    const starts = bytes / ALIGNMENT;
    this.size = new Int32Array(starts);
    this.tag = new Int32Array(starts);
    this.capacity = new Int32Array(starts);
    this.owned = new Uint8Array(starts);
    this.#frontWord = new Int32Array(starts);
    this.#backWord = new Int32Array(starts);
  }

  /** Blocks there are, alive or freed. */
  get count(): number {
    return this.small.length + this.large.length;
  }

  /** Makes a block of a capacity in bytes; one of a page or more is a large one. */
  make(block: number, capacity: number): void {
    (capacity < PAGE_SIZE ? this.small : this.large).push(block);
    this.capacity[block >>> 4] = capacity;
    this.#frontWord[block >>> 4] = frontRedzone(this.#made);
    this.#backWord[block >>> 4] = backRedzone(this.#made);
    this.#made += 1;
  }

  /** Forgets every block. */
  reset(): void {
    for (const block of this.small) this.#forget(block);
    for (const block of this.large) this.#forget(block);
    this.small.length = 0;
    this.large.length = 0;
    this.#made = 0;
  }

  /** The word of the redzone before a block. */
  front(block: number): number {
    return this.#frontWord[block >>> 4] ?? 0;
  }

  /** The word of the redzone and the slack behind a block. */
  back(block: number): number {
    return this.#backWord[block >>> 4] ?? 0;
  }

  /** Where what a block can hold ends. */
  end(block: number): number {
    return block + (this.capacity[block >>> 4] ?? 0);
  }

  /** A live block for people: its size and tag. */
  describe(block: number): string {
    const tag = poolTagText(this.tag[block >>> 4] ?? 0);
    return `a pool block of ${this.size[block >>> 4] ?? 0} bytes (${tag})`;
  }

  #forget(block: number): void {
    this.size[block >>> 4] = 0;
    this.owned[block >>> 4] = 0;
  }
}
