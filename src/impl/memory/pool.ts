import { PAGE_SHIFT, PAGE_SIZE } from '../../nt/page.ts';
import { BlockQueue } from './block-queue.ts';
import type { Memory } from './memory.ts';
import { POOL_POISON } from './poison.ts';
import { ALIGNMENT, PoolBlocks } from './pool-blocks.ts';
import { PoolGuard, type ViolationReporter } from './pool-guard.ts';
import { NULL_VA, POOL_BASE, type Va, vaAdd } from './va.ts';

/** The largest block, in bytes, that lies between redzones instead of on pages of its own. */
const LARGEST_SMALL = PAGE_SIZE - ALIGNMENT;
/** A freed block is used again only when more than this many of its size wait, so that stale pointers show. */
const QUARANTINE_BLOCKS = 4;

/** Small blocks are mapped in steps of this. */
const SMALL_MAPPING_BYTES = 8 * PAGE_SIZE;

/** Told that memory a freed block lay in is about to be used again: positions in the frames, `end` exclusive. */
export type ReuseObserver = (start: number, end: number) => void;

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
  readonly #reused: ReuseObserver;
  readonly #bytes: number;
  readonly #blocks: PoolBlocks;
  readonly #guard: PoolGuard;
  /** By capacity / 16 for small blocks, by pages for large ones. */
  readonly #small: BlockQueue[] = [];
  readonly #large: BlockQueue[] = [];
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
    this.#reused = reused;
    this.#bytes = frames * PAGE_SIZE;
    this.#blocks = new PoolBlocks(this.#bytes);
    this.#guard = new PoolGuard(memory, this.#blocks, report, poison);
    this.#largeBottom = this.#bytes;
    this.#guard.poison(0, this.#bytes);
  }

  /** Blocks that are allocated now. */
  get liveBlocks(): number {
    return this.#liveBlocks;
  }

  /** Blocks that are allocated now and are a driver's to free. */
  get ownedBlocks(): number {
    return this.#ownedBlocks;
  }

  /** Whether a frame is pool's. */
  hasFrame(frame: number): boolean {
    return frame << PAGE_SHIFT < this.#bytes;
  }

  /** Fills a frame in which no block lies as memory that nobody has written. */
  poisonFrame(frame: number): void {
    this.#guard.poison(frame << PAGE_SHIFT, (frame + 1) << PAGE_SHIFT);
  }

  /** Makes the live block that starts at `va` a driver's to free. */
  own(va: Va): void {
    this.#blocks.owned[(va - POOL_BASE) >>> 4] = 1;
    this.#ownedBlocks += 1;
  }

  /**
   * Allocates `sizeBytes` bytes. Contents are zero if `zeroed`, else poison.
   * Returns NULL when the pool is exhausted.
   *
   * @param ownPages has the block on pages of its own, however small it is
   */
  allocate(sizeBytes: number, tag: number, zeroed: boolean, ownPages = false): Va {
    // A negative size is a huge SIZE_T.
    if (sizeBytes < 0 || sizeBytes > this.#bytes) return NULL_VA;
    const size = sizeBytes === 0 ? 1 : sizeBytes;
    let block = this.#take(size, ownPages);
    if (block < 0 && this.#reclaim()) block = this.#take(size, ownPages);
    if (block < 0) return NULL_VA;
    this.#blocks.size[block >>> 4] = size;
    this.#blocks.tag[block >>> 4] = tag;
    this.#liveBlocks += 1;
    this.#guard.fillSlack(block, size);
    if (zeroed) this.#memory.u8.fill(0, block, block + size);
    return vaAdd(POOL_BASE, block);
  }

  /** Frees a block after checking its redzones. */
  free(va: Va): FreeResult {
    const block = (va - POOL_BASE) | 0;
    if (block < 0 || block >= this.#bytes || (block & (ALIGNMENT - 1)) !== 0) return 'not-a-block';
    const size = this.#blocks.size[block >>> 4] ?? 0;
    if (size <= 0) return size === 0 ? 'not-a-block' : 'already-free';
    this.#guard.checkRedzones(block, size);
    const capacity = this.#blocks.capacity[block >>> 4] ?? 0;
    this.#blocks.size[block >>> 4] = -1;
    this.#liveBlocks -= 1;
    this.#ownedBlocks -= this.#blocks.owned[block >>> 4] ?? 0;
    this.#blocks.owned[block >>> 4] = 0;
    this.#guard.poison(block, block + capacity);
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
    return Math.max(0, this.#blocks.size[block >>> 4] ?? 0);
  }

  /** Whether a block that starts at `va` was freed and not allocated since. */
  isFreed(va: Va): boolean {
    const block = (va - POOL_BASE) | 0;
    return (
      block >= 0 &&
      block < this.#bytes &&
      (block & (ALIGNMENT - 1)) === 0 &&
      this.#blocks.size[block >>> 4] === -1
    );
  }

  /** Checks the redzones of the live block that starts at `va`, if one does. */
  checkBlock(va: Va): void {
    const size = this.sizeOf(va);
    if (size > 0) this.#guard.checkRedzones((va - POOL_BASE) | 0, size);
  }

  /** Checks the redzones of every live block and the poison of every freed small one. */
  check(): void {
    for (const block of this.#blocks.small) {
      const size = this.#blocks.size[block >>> 4] ?? 0;
      if (size > 0) this.#guard.checkRedzones(block, size);
      else this.#guard.checkFreed(block);
    }
    for (const block of this.#blocks.large) {
      const size = this.#blocks.size[block >>> 4] ?? 0;
      if (size > 0) this.#guard.checkRedzones(block, size);
    }
  }

  /** Forgets, poisons and unmaps every block, without looking for breaches. */
  reset(): void {
    for (const block of this.#blocks.large) {
      const isLive = (this.#blocks.size[block >>> 4] ?? 0) > 0;
      if (isLive) this.#guard.poison(block, this.#blocks.end(block));
    }
    this.#blocks.reset();
    this.#guard.poison(0, this.#smallMapped);
    this.#memory.unmap(POOL_BASE, this.#smallMapped >>> PAGE_SHIFT);
    const largePages = (this.#bytes - this.#largeBottom) >>> PAGE_SHIFT;
    if (largePages > 0) this.#memory.unmap(vaAdd(POOL_BASE, this.#largeBottom), largePages);
    for (const queue of this.#small) queue.clear();
    for (const queue of this.#large) queue.clear();
    this.#smallTop = 0;
    this.#smallMapped = 0;
    this.#largeBottom = this.#bytes;
    this.#liveBlocks = 0;
    this.#ownedBlocks = 0;
  }

  #take(size: number, ownPages: boolean): number {
    return size <= LARGEST_SMALL && !ownPages ? this.#takeSmall(size) : this.#takeLarge(size);
  }

  #takeSmall(size: number): number {
    const capacity = (size + ALIGNMENT - 1) & -ALIGNMENT;
    const queue = this.#queue(this.#small, capacity >>> 4);
    const top = this.#smallTop + capacity + 2 * ALIGNMENT;
    // A page stays unmapped between small and large blocks.
    const fits = pageEnd(top) + PAGE_SIZE <= this.#largeBottom;
    const waiting = fits ? queue.take() : queue.takeAny();
    if (waiting >= 0) {
      this.#guard.checkFreed(waiting);
      this.#reused(waiting, waiting + capacity);
      return waiting;
    }
    if (!fits) return -1;
    if (top > this.#smallMapped) this.#mapSmall(top);
    const block = this.#smallTop + ALIGNMENT;
    this.#smallTop = top;
    this.#blocks.make(block, capacity);
    this.#guard.surround(block);
    return block;
  }

  /** Unmaps the pages that were mapped ahead for small blocks. Returns whether there were any. */
  #unmapUnused(): boolean {
    const end = pageEnd(this.#smallTop);
    const pages = (this.#smallMapped - end) >>> PAGE_SHIFT;
    if (pages === 0) return false;
    this.#memory.unmap(vaAdd(POOL_BASE, end), pages);
    this.#guard.poison(end, this.#smallMapped);
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
      this.#blocks.make(block, pages * PAGE_SIZE);
    } else this.#reused(block, block + pages * PAGE_SIZE);
    this.#memory.mapRun(vaAdd(POOL_BASE, block), block >>> PAGE_SHIFT, pages, true);
    return block;
  }

  /**
   * Gives the freed blocks next to the unused middle back to it, whatever their sizes, and the pages that small
   * blocks do not use. Returns whether there were any.
   */
  #reclaim(): boolean {
    const made = this.#blocks.count;
    for (;;) {
      const block = this.#blocks.small.at(-1);
      if (block === undefined || (this.#blocks.size[block >>> 4] ?? 0) > 0) break;
      this.#guard.checkFreed(block);
      this.#reused(block, this.#smallTop);
      this.#queue(this.#small, (this.#blocks.capacity[block >>> 4] ?? 0) >>> 4).remove(block);
      this.#guard.poison(block - ALIGNMENT, this.#smallTop);
      this.#smallTop = block - ALIGNMENT;
      this.#blocks.size[block >>> 4] = 0;
      this.#blocks.small.pop();
    }
    for (;;) {
      const block = this.#blocks.large.at(-1);
      if (block === undefined || (this.#blocks.size[block >>> 4] ?? 0) > 0) break;
      const capacity = this.#blocks.capacity[block >>> 4] ?? 0;
      this.#reused(block, block + capacity);
      this.#queue(this.#large, capacity >>> PAGE_SHIFT).remove(block);
      this.#largeBottom = block + capacity + PAGE_SIZE;
      this.#blocks.size[block >>> 4] = 0;
      this.#blocks.large.pop();
    }
    return this.#unmapUnused() || this.#blocks.count < made;
  }

  /** The queue of one block size; sizes in between get theirs too, so that the array has no holes. */
  #queue(queues: BlockQueue[], index: number): BlockQueue {
    while (queues.length <= index) queues.push(new BlockQueue(QUARANTINE_BLOCKS));
    return queues[index] as BlockQueue;
  }
}

/** The end of the page that holds the byte before `position`. */
function pageEnd(position: number): number {
  return (position + PAGE_SIZE - 1) & -PAGE_SIZE;
}
