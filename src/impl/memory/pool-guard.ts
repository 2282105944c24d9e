import { PAGE_SIZE } from '../../nt/page.ts';
import type { ViolationKind } from '../../trace/run/violation.ts';
import type { Memory } from './memory.ts';
import { ALIGNMENT, type PoolBlocks } from './pool-blocks.ts';
import { fillSlack, isRedzone, isRedzoneByte, isSlack, writeRedzone } from './redzone.ts';
import { POOL_BASE, type Va, vaAdd } from './va.ts';

/** Bytes `from` to `to`, the last one not included, counted from a block's first, of which some were written. */
export interface WrittenBeyond {
  readonly block: Va;
  readonly from: number;
  readonly to: number;
}

/** Told of a breach of pool memory; `detail` names no addresses, `written` is null where a freed block was written. */
export type ViolationReporter = (kind: ViolationKind, detail: string, written: WrittenBeyond | null) => void;

/** Writes what lies around blocks and in freed ones, and notices where it was written over. */
export class PoolGuard {
  readonly #memory: Memory;
  readonly #blocks: PoolBlocks;
  readonly #report: ViolationReporter;
  readonly #poison: number;
  /** Four bytes of poison as a word. A block's start and its capacity are multiples of 16. */
  readonly #poisonWord: number;

  constructor(memory: Memory, blocks: PoolBlocks, report: ViolationReporter, poison: number) {
    this.#memory = memory;
    this.#blocks = blocks;
    this.#report = report;
    this.#poison = poison;
    this.#poisonWord = Math.imul(poison, 0x01010101);
  }

  /** Writes the redzones of a small block that was made. */
  surround(block: number): void {
    const { i32 } = this.#memory;
    writeRedzone(i32, block - ALIGNMENT, this.#blocks.front(block));
    writeRedzone(i32, this.#blocks.end(block), this.#blocks.back(block));
  }

  /** Fills what a block holds beyond its size. */
  fillSlack(block: number, size: number): void {
    fillSlack(this.#memory, block + size, this.#blocks.end(block), this.#blocks.back(block));
  }

  /** Fills a range of the frames as memory that nobody has written. */
  poison(start: number, end: number): void {
    this.#memory.u8.fill(this.#poison, start, end);
  }

  /** Reports, and mends, redzones and slack of a live block that were written. */
  checkRedzones(block: number, size: number): void {
    const { i32 } = this.#memory;
    const end = this.#blocks.end(block);
    const small = end - block < PAGE_SIZE;
    const front = this.#blocks.front(block);
    const back = this.#blocks.back(block);
    if (small && !isRedzone(i32, block - ALIGNMENT, front)) {
      const written = this.#writtenIn(block, block - ALIGNMENT, block, front);
      writeRedzone(i32, block - ALIGNMENT, front);
      const kind = this.#isPreviousIntact(block) ? 'pool-underrun' : 'pool-overrun';
      this.#report(kind, `bytes before ${this.#blocks.describe(block)} were written`, written);
    }
    if ((!small || isRedzone(i32, end, back)) && isSlack(this.#memory, block + size, end, back)) return;
    const written = this.#writtenIn(block, block + size, small ? end + ALIGNMENT : end, back);
    fillSlack(this.#memory, block + size, end, back);
    if (small) writeRedzone(i32, end, back);
    this.#report('pool-overrun', `bytes beyond ${this.#blocks.describe(block)} were written`, written);
  }

  /** Reports, and poisons again, a freed small block that was written. */
  checkFreed(block: number): void {
    const { i32 } = this.#memory;
    const end = this.#blocks.end(block);
    const poisonWord = this.#poisonWord;
    let at = block;
    while (at < end && isRedzone(i32, at, poisonWord)) at += ALIGNMENT;
    if (at === end) return;
    this.poison(block, end);
    const what = `a freed pool block of up to ${end - block} bytes was written`;
    this.#report('use-after-free-write', what, null);
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

  /** Whether what reached the front of `block` did not come through the redzone of the block below it. */
  #isPreviousIntact(block: number): boolean {
    const { small } = this.#blocks;
    const previous = small[small.indexOf(block) - 1];
    if (previous === undefined) return true;
    return isRedzone(this.#memory.i32, this.#blocks.end(previous), this.#blocks.back(previous));
  }
}
