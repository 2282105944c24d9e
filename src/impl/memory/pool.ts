import { PAGE_SHIFT, PAGE_SIZE } from '../../nt/page.ts';
import { poolTagText } from '../../nt/pool.ts';
import type { ViolationKind } from '../../trace/run/violation.ts';
import { BlockQueue } from './block-queue.ts';
import type { Memory } from './memory.ts';
import { POOL_POISON } from './poison.ts';
import {
  backRedzone,
  fillSlack,
  frontRedzone,
  isRedzone,
  isRedzoneByte,
  isSlack,
  writeRedzone,
} from './redzone.ts';
import { NULL_VA, POOL_BASE, type Va, vaAdd } from './va.ts';

/** Alignment of every block, and bytes of redzone on each side of a small one (W5). */
const ALIGNMENT = 16;
/** The largest block, in bytes, that lies between redzones instead of on pages of its own. */
const LARGEST_SMALL = PAGE_SIZE - ALIGNMENT;
/** A freed block is used again only when more than this many of its size wait, so that stale pointers show. */
const QUARANTINE_BLOCKS = 4;

/** Small blocks are mapped in steps of this. */
const SMALL_MAPPING_BYTES = 8 * PAGE_SIZE;

/** Told that memory a freed block lay in is about to be used again: positions in the frames, `end` exclusive. */
export type ReuseObserver = (start: number, end: number) => void;

/** Bytes `from` to `to`, the last one not included, counted from a block's first, of which some were written. */
export interface WrittenBeyond {
  readonly block: Va;
  readonly from: number;
  readonly to: number;
}

/** Told of a breach of pool memory; `detail` names no addresses, `written` is null where a freed block was written. */
export type ViolationReporter = (kind: ViolationKind, detail: string, written: WrittenBeyond | null) => void;

/** What freeing an address did: `not-a-block` and `already-free` are misuse, nothing was freed. */
export type FreeResult = 'freed' | 'not-a-block' | 'already-free';

/**
 * Nonpaged pool: one run of frames at `POOL_BASE`, of which those that hold blocks are mapped.
 *
 * Blocks of less than a page are 16-byte aligned and lie between redzones; larger ones are page-aligned, with
 * unmapped pages around them and a redzone in the slack of their last page (W5). Freed blocks are poisoned
 * and queued first in, first out: a write to a freed small block is noticed when the block is used again,
 * and a large one is unmapped while it is free.
 */
export class Pool {
  readonly #memory: Memory;
  readonly #report: ViolationReporter;
  readonly #reused: ReuseObserver;
  readonly #bytes: number;
  readonly #poison: number;
  /** Four bytes of poison as a word. A block's start and its capacity are multiples of 16. */
  readonly #poisonWord: number;
  /** By a block's start / 16: its size in bytes while it lives, -1 once freed, 0 where no block starts. */
  readonly #size: Int32Array;
  readonly #tag: Int32Array;
  /** By a block's start / 16: bytes it could hold. */
  readonly #capacity: Int32Array;
  /** By a block's start / 16: 1 where a driver has to free the block that lives there. */
  readonly #owned: Uint8Array;
  /** By a block's start / 16: the words of its redzones. */
  readonly #frontWord: Int32Array;
  readonly #backWord: Int32Array;
  /** By capacity / 16 for small blocks, by pages for large ones. */
  readonly #small: BlockQueue[] = [];
  readonly #large: BlockQueue[] = [];
  /** Starts of the small blocks there are, ascending from the bottom. */
  readonly #smallBlocks: number[] = [];
  /** Starts of the large blocks there are, descending from the top. */
  readonly #largeBlocks: number[] = [];
  /** Blocks made since the last reset. */
  #made = 0;
  #smallTop = 0;
  /** Bytes mapped for small blocks. */
  #smallMapped = 0;
  #largeBottom: number;
  #liveBlocks = 0;
  #ownedBlocks = 0;

  /** Takes the first `frames` frames of `memory`. `poison` is the byte of memory that nobody has written. */
  constructor(
    memory: Memory,
    frames: number,
    report: ViolationReporter,
    reused: ReuseObserver,
    poison: number = POOL_POISON,
  ) {
    this.#memory = memory;
    this.#report = report;
    this.#reused = reused;
    this.#poison = poison;
    this.#poisonWord = Math.imul(poison, 0x01010101);
    this.#bytes = frames * PAGE_SIZE;
    this.#size = new Int32Array(this.#bytes / ALIGNMENT);
    this.#tag = new Int32Array(this.#bytes / ALIGNMENT);
    this.#capacity = new Int32Array(this.#bytes / ALIGNMENT);
    this.#owned = new Uint8Array(this.#bytes / ALIGNMENT);
    this.#frontWord = new Int32Array(this.#bytes / ALIGNMENT);
    this.#backWord = new Int32Array(this.#bytes / ALIGNMENT);
    this.#largeBottom = this.#bytes;
    memory.u8.fill(this.#poison, 0, this.#bytes);
  }

  /** Blocks that are allocated now. */
  get liveBlocks(): number {
    return this.#liveBlocks;
  }

  /** Blocks that are allocated now and are a driver's to free. */
  get ownedBlocks(): number {
    return this.#ownedBlocks;
  }

  /** Makes the live block that starts at `va` a driver's to free. */
  own(va: Va): void {
    this.#owned[(va - POOL_BASE) >>> 4] = 1;
    this.#ownedBlocks += 1;
  }

  /**
   * Allocates `sizeBytes` bytes. Contents are zero if `zeroed`, else poison.
   * Returns NULL when the pool is exhausted.
   */
  allocate(sizeBytes: number, tag: number, zeroed: boolean): Va {
    // A negative size is a huge SIZE_T.
    if (sizeBytes < 0 || sizeBytes > this.#bytes) return NULL_VA;
    const size = sizeBytes === 0 ? 1 : sizeBytes;
    let block = this.#take(size);
    if (block < 0 && this.#reclaim()) block = this.#take(size);
    if (block < 0) return NULL_VA;
    this.#size[block >>> 4] = size;
    this.#tag[block >>> 4] = tag;
    this.#liveBlocks += 1;
    const end = block + (this.#capacity[block >>> 4] ?? 0);
    fillSlack(this.#memory, block + size, end, this.#back(block));
    if (zeroed) this.#memory.u8.fill(0, block, block + size);
    return vaAdd(POOL_BASE, block);
  }

  /** Frees a block after checking its redzones. */
  free(va: Va): FreeResult {
    const block = (va - POOL_BASE) | 0;
    if (block < 0 || block >= this.#bytes || (block & (ALIGNMENT - 1)) !== 0) return 'not-a-block';
    const size = this.#size[block >>> 4] ?? 0;
    if (size <= 0) return size === 0 ? 'not-a-block' : 'already-free';
    this.#checkRedzones(block, size);
    const capacity = this.#capacity[block >>> 4] ?? 0;
    this.#size[block >>> 4] = -1;
    this.#liveBlocks -= 1;
    this.#ownedBlocks -= this.#owned[block >>> 4] ?? 0;
    this.#owned[block >>> 4] = 0;
    this.#memory.u8.fill(this.#poison, block, block + capacity);
    if (capacity < PAGE_SIZE) this.#queue(this.#small, capacity >>> 4).push(block);
    else {
      this.#memory.unmap(va, capacity >>> PAGE_SHIFT);
      this.#queue(this.#large, capacity >>> PAGE_SHIFT).push(block);
    }
    return 'freed';
  }

  /** Size in bytes of the live block that starts at `va`, 0 if none does. */
  sizeOf(va: Va): number {
    const block = (va - POOL_BASE) | 0;
    if (block < 0 || block >= this.#bytes || (block & (ALIGNMENT - 1)) !== 0) return 0;
    return Math.max(0, this.#size[block >>> 4] ?? 0);
  }

  /** Whether a block that starts at `va` was freed and not allocated since. */
  isFreed(va: Va): boolean {
    const block = (va - POOL_BASE) | 0;
    return (
      block >= 0 && block < this.#bytes && (block & (ALIGNMENT - 1)) === 0 && this.#size[block >>> 4] === -1
    );
  }

  /** Checks the redzones of the live block that starts at `va`, if one does. */
  checkBlock(va: Va): void {
    const size = this.sizeOf(va);
    if (size > 0) this.#checkRedzones((va - POOL_BASE) | 0, size);
  }

  /** Checks the redzones of every live block and the poison of every freed small one. */
  check(): void {
    for (const block of this.#smallBlocks) {
      const size = this.#size[block >>> 4] ?? 0;
      if (size > 0) this.#checkRedzones(block, size);
      else this.#checkFreed(block);
    }
    for (const block of this.#largeBlocks) {
      const size = this.#size[block >>> 4] ?? 0;
      if (size > 0) this.#checkRedzones(block, size);
    }
  }

  /** Forgets, poisons and unmaps every block, without looking for breaches. */
  reset(): void {
    for (const block of this.#smallBlocks) {
      this.#size[block >>> 4] = 0;
      this.#owned[block >>> 4] = 0;
    }
    for (const block of this.#largeBlocks) {
      this.#owned[block >>> 4] = 0;
      const isLive = (this.#size[block >>> 4] ?? 0) > 0;
      const capacity = this.#capacity[block >>> 4] ?? 0;
      if (isLive) this.#memory.u8.fill(this.#poison, block, block + capacity);
      this.#size[block >>> 4] = 0;
    }
    this.#memory.u8.fill(this.#poison, 0, this.#smallMapped);
    this.#memory.unmap(POOL_BASE, this.#smallMapped >>> PAGE_SHIFT);
    const largePages = (this.#bytes - this.#largeBottom) >>> PAGE_SHIFT;
    if (largePages > 0) this.#memory.unmap(vaAdd(POOL_BASE, this.#largeBottom), largePages);
    for (const queue of this.#small) queue.clear();
    for (const queue of this.#large) queue.clear();
    this.#smallBlocks.length = 0;
    this.#largeBlocks.length = 0;
    this.#made = 0;
    this.#smallTop = 0;
    this.#smallMapped = 0;
    this.#largeBottom = this.#bytes;
    this.#liveBlocks = 0;
    this.#ownedBlocks = 0;
  }

  #take(size: number): number {
    return size <= LARGEST_SMALL ? this.#takeSmall(size) : this.#takeLarge(size);
  }

  #takeSmall(size: number): number {
    const capacity = (size + ALIGNMENT - 1) & -ALIGNMENT;
    const queue = this.#queue(this.#small, capacity >>> 4);
    const top = this.#smallTop + capacity + 2 * ALIGNMENT;
    // A page stays unmapped between small and large blocks.
    const fits = pageEnd(top) + PAGE_SIZE <= this.#largeBottom;
    const waiting = fits ? queue.take() : queue.takeAny();
    if (waiting >= 0) {
      this.#checkFreed(waiting);
      this.#reused(waiting, waiting + capacity);
      return waiting;
    }
    if (!fits) return -1;
    if (top > this.#smallMapped) this.#mapSmall(top);
    const block = this.#smallTop + ALIGNMENT;
    this.#smallTop = top;
    this.#smallBlocks.push(block);
    this.#make(block, capacity);
    writeRedzone(this.#memory.i32, block - ALIGNMENT, this.#frontWord[block >>> 4] ?? 0);
    writeRedzone(this.#memory.i32, block + capacity, this.#back(block));
    return block;
  }

  /** Unmaps the pages that were mapped ahead for small blocks. Returns whether there were any. */
  #unmapUnused(): boolean {
    const end = pageEnd(this.#smallTop);
    const pages = (this.#smallMapped - end) >>> PAGE_SHIFT;
    if (pages === 0) return false;
    this.#memory.unmap(vaAdd(POOL_BASE, end), pages);
    this.#memory.u8.fill(this.#poison, end, this.#smallMapped);
    this.#smallMapped = end;
    return true;
  }

  /** Maps pages for small blocks up to `top`, several at once as far as there is room. */
  #mapSmall(top: number): void {
    const wanted = Math.ceil(top / SMALL_MAPPING_BYTES) * SMALL_MAPPING_BYTES;
    const end = Math.max(pageEnd(top), Math.min(wanted, this.#largeBottom - PAGE_SIZE));
    const pages = (end - this.#smallMapped) >>> PAGE_SHIFT;
    this.#memory.mapRun(vaAdd(POOL_BASE, this.#smallMapped), this.#smallMapped >>> PAGE_SHIFT, pages, true);
    this.#smallMapped = end;
  }

  #takeLarge(size: number): number {
    const pages = (size + PAGE_SIZE - 1) >>> PAGE_SHIFT;
    const queue = this.#queue(this.#large, pages);
    const bottom = this.#largeBottom - (pages + 1) * PAGE_SIZE;
    const fits = bottom - PAGE_SIZE >= this.#smallMapped;
    let block = fits ? queue.take() : queue.takeAny();
    if (block < 0) {
      if (!fits) return -1;
      block = bottom;
      this.#largeBottom = bottom;
      this.#largeBlocks.push(block);
      this.#make(block, pages * PAGE_SIZE);
    } else this.#reused(block, block + pages * PAGE_SIZE);
    this.#memory.mapRun(vaAdd(POOL_BASE, block), block >>> PAGE_SHIFT, pages, true);
    return block;
  }

  #make(block: number, capacity: number): void {
    this.#capacity[block >>> 4] = capacity;
    this.#frontWord[block >>> 4] = frontRedzone(this.#made);
    this.#backWord[block >>> 4] = backRedzone(this.#made);
    this.#made += 1;
  }

  /**
   * Gives the freed blocks next to the unused middle back to it, whatever their sizes, and the pages that small
   * blocks do not use. Returns whether there were any.
   */
  #reclaim(): boolean {
    const made = this.#smallBlocks.length + this.#largeBlocks.length;
    for (;;) {
      const block = this.#smallBlocks.at(-1);
      if (block === undefined || (this.#size[block >>> 4] ?? 0) > 0) break;
      this.#checkFreed(block);
      this.#reused(block, this.#smallTop);
      this.#queue(this.#small, (this.#capacity[block >>> 4] ?? 0) >>> 4).remove(block);
      this.#memory.u8.fill(this.#poison, block - ALIGNMENT, this.#smallTop);
      this.#smallTop = block - ALIGNMENT;
      this.#size[block >>> 4] = 0;
      this.#smallBlocks.pop();
    }
    for (;;) {
      const block = this.#largeBlocks.at(-1);
      if (block === undefined || (this.#size[block >>> 4] ?? 0) > 0) break;
      const capacity = this.#capacity[block >>> 4] ?? 0;
      this.#reused(block, block + capacity);
      this.#queue(this.#large, capacity >>> PAGE_SHIFT).remove(block);
      this.#largeBottom = block + capacity + PAGE_SIZE;
      this.#size[block >>> 4] = 0;
      this.#largeBlocks.pop();
    }
    return this.#unmapUnused() || this.#smallBlocks.length + this.#largeBlocks.length < made;
  }

  /** The queue of one block size; sizes in between get theirs too, so that the array has no holes. */
  #queue(queues: BlockQueue[], index: number): BlockQueue {
    while (queues.length <= index) queues.push(new BlockQueue(QUARANTINE_BLOCKS));
    return queues[index] as BlockQueue;
  }

  #checkRedzones(block: number, size: number): void {
    const { i32 } = this.#memory;
    const capacity = this.#capacity[block >>> 4] ?? 0;
    const small = capacity < PAGE_SIZE;
    const front = this.#frontWord[block >>> 4] ?? 0;
    const back = this.#back(block);
    if (small && !isRedzone(i32, block - ALIGNMENT, front)) {
      const written = this.#writtenIn(block, block - ALIGNMENT, block, front);
      writeRedzone(i32, block - ALIGNMENT, front);
      const kind = this.#isPreviousIntact(block) ? 'pool-underrun' : 'pool-overrun';
      this.#report(kind, `bytes before ${this.#describe(block, size)} were written`, written);
    }
    const end = block + capacity;
    if ((!small || isRedzone(i32, end, back)) && isSlack(this.#memory, block + size, end, back)) return;
    const written = this.#writtenIn(block, block + size, small ? end + ALIGNMENT : end, back);
    fillSlack(this.#memory, block + size, end, back);
    if (small) writeRedzone(i32, end, back);
    this.#report('pool-overrun', `bytes beyond ${this.#describe(block, size)} were written`, written);
  }

  /** From the first to the last byte between `start` and `end` that is not the redzone's any more. */
  #writtenIn(block: number, start: number, end: number, redzone: number): WrittenBeyond {
    const { u8 } = this.#memory;
    let from = start;
    let to = end;
    while (from < to && isRedzoneByte(u8, from, redzone)) from += 1;
    while (to > from && isRedzoneByte(u8, to - 1, redzone)) to -= 1;
    return { block: vaAdd(POOL_BASE, block), from: from - block, to: to - block };
  }

  /** The word of the redzone and the slack behind a block. */
  #back(block: number): number {
    return this.#backWord[block >>> 4] ?? 0;
  }

  /** A block for people: its size and tag. */
  #describe(block: number, size: number): string {
    return `a pool block of ${size} bytes (${poolTagText(this.#tag[block >>> 4] ?? 0)})`;
  }

  /** Whether what reached the front of `block` did not come through the redzone of the block below it. */
  #isPreviousIntact(block: number): boolean {
    const previous = this.#smallBlocks[this.#smallBlocks.indexOf(block) - 1];
    if (previous === undefined) return true;
    return isRedzone(
      this.#memory.i32,
      previous + (this.#capacity[previous >>> 4] ?? 0),
      this.#back(previous),
    );
  }

  #checkFreed(block: number): void {
    const { i32, u8 } = this.#memory;
    const end = block + (this.#capacity[block >>> 4] ?? 0);
    const poisonWord = this.#poisonWord;
    let at = block;
    while (at < end && isRedzone(i32, at, poisonWord)) at += ALIGNMENT;
    if (at === end) return;
    u8.fill(this.#poison, block, end);
    this.#report(
      'use-after-free-write',
      `a freed pool block of up to ${end - block} bytes was written`,
      null,
    );
  }
}

/** The end of the page that holds the byte before `position`. */
function pageEnd(position: number): number {
  return (position + PAGE_SIZE - 1) & -PAGE_SIZE;
}
