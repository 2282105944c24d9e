import { PAGE_SHIFT } from '../../nt/page.ts';
import { BlockQueue } from './block-queue.ts';
import type { Memory } from './memory.ts';
import { NULL_VA, SYSTEM_PTE_BASE, type Va, vaAdd, WINDOW_BYTES } from './va.ts';

/** A released span is used again only when more than this many of its length wait. */
const QUARANTINE_SPANS = 4;

/**
 * The address range into which MDLs are mapped: spans of any number of pages, each followed by an unmapped
 * guard page.
 */
export class SystemPtes {
  readonly #memory: Memory;
  readonly #pages: number;
  readonly #free: BlockQueue[] = [];
  #top = 0;
  #live = 0;

  /** `pages` is the size of the range, at most 65,536. */
  constructor(memory: Memory, pages: number) {
    this.#memory = memory;
    this.#pages = Math.min(pages, WINDOW_BYTES >>> PAGE_SHIFT);
  }

  /** Spans that are reserved now. */
  get liveSpans(): number {
    return this.#live;
  }

  /** Reserves `pages` consecutive pages, nothing mapped in them. NULL when the range is exhausted. */
  reserve(pages: number): Va {
    const queue = this.#queue(pages);
    let first = queue.take();
    if (first < 0 && this.#top + pages + 1 > this.#pages) first = queue.takeAny();
    if (first < 0) {
      if (this.#top + pages + 1 > this.#pages) return NULL_VA;
      first = this.#top;
      this.#top += pages + 1;
    }
    this.#live += 1;
    return vaAdd(SYSTEM_PTE_BASE, first << PAGE_SHIFT);
  }

  /** Unmaps a span and gives it back. */
  release(va: Va, pages: number): void {
    this.#memory.unmap(va, pages);
    this.#queue(pages).push((va - SYSTEM_PTE_BASE) >>> PAGE_SHIFT);
    this.#live -= 1;
  }

  /** Unmaps the first pages of a span that stays reserved; they are lost until the next reset. */
  releaseFront(va: Va, pages: number): void {
    this.#memory.unmap(va, pages);
  }

  /** Unmaps and forgets every span. */
  reset(): void {
    if (this.#top > 0) this.#memory.unmap(SYSTEM_PTE_BASE, this.#top);
    for (const queue of this.#free) queue.clear();
    this.#top = 0;
    this.#live = 0;
  }

  #queue(pages: number): BlockQueue {
    while (this.#free.length <= pages) this.#free.push(new BlockQueue(QUARANTINE_SPANS));
    return this.#free[pages] as BlockQueue;
  }
}
