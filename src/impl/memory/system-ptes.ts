import { PAGE_SHIFT } from '../../nt/page.ts';
import { BlockQueue } from './block-queue.ts';
import type { Memory } from './memory.ts';
import { NULL_VA, SYSTEM_PTE_BASE, type Va, vaAdd, WINDOW_BYTES } from './va.ts';

/** A released span is used again only when more than this many of its length wait. */
const QUARANTINE_SPANS = 4;

/** Pages reserved together. */
interface Span {
  readonly first: number;
  readonly pages: number;
  isFree: boolean;
}

/**
 * The address range into which MDLs are mapped: spans of any number of pages, each followed by an unmapped
 * guard page.
 */
export class SystemPtes {
  readonly #memory: Memory;
  readonly #pages: number;
  readonly #free: BlockQueue[] = [];
  /** Spans made since the last reset, ascending. */
  readonly #spans: Span[] = [];
  /** By first page: one more than the index of the span that starts there, 0 for none. */
  readonly #spanAt: Int32Array;
  #top = 0;
  #live = 0;

  /** `pages` is the size of the range, at most 65,536. */
  constructor(memory: Memory, pages: number) {
    this.#memory = memory;
    this.#pages = Math.min(pages, WINDOW_BYTES >>> PAGE_SHIFT);
    this.#spanAt = new Int32Array(this.#pages);
  }

  /** Spans that are reserved now. */
  get liveSpans(): number {
    return this.#live;
  }

  /** Reserves `pages` consecutive pages, nothing mapped in them. NULL when the range is exhausted. */
  reserve(pages: number): Va {
    let first = this.#take(pages);
    if (first < 0 && this.#reclaim()) first = this.#take(pages);
    if (first < 0) return NULL_VA;
    const span = this.#spans[(this.#spanAt[first] ?? 0) - 1];
    if (span !== undefined) span.isFree = false;
    this.#live += 1;
    return vaAdd(SYSTEM_PTE_BASE, first << PAGE_SHIFT);
  }

  /** Unmaps a span and gives it back. */
  release(va: Va, pages: number): void {
    this.#memory.unmap(va, pages);
    this.#live -= 1;
    const first = (va - SYSTEM_PTE_BASE) >>> PAGE_SHIFT;
    const span = this.#spans[(this.#spanAt[first] ?? 0) - 1];
    // What is left of a span that lost its front is lost with it until the next reset.
    if (span?.pages !== pages) return;
    span.isFree = true;
    this.#queue(pages).push(first);
  }

  /** Unmaps the first pages of a span that stays reserved; they are lost until the next reset. */
  releaseFront(va: Va, pages: number): void {
    this.#memory.unmap(va, pages);
  }

  /** Unmaps and forgets every span. */
  reset(): void {
    if (this.#top > 0) this.#memory.unmap(SYSTEM_PTE_BASE, this.#top);
    for (const queue of this.#free) queue.clear();
    for (const { first } of this.#spans) this.#spanAt[first] = 0;
    this.#spans.length = 0;
    this.#top = 0;
    this.#live = 0;
  }

  #take(pages: number): number {
    const fits = this.#top + pages + 1 <= this.#pages;
    const waiting = fits ? this.#queue(pages).take() : this.#queue(pages).takeAny();
    if (waiting >= 0 || !fits) return waiting;
    const first = this.#top;
    this.#top += pages + 1;
    this.#spans.push({ first, pages, isFree: false });
    this.#spanAt[first] = this.#spans.length;
    return first;
  }

  /** Gives the released spans at the end of the range back to it. Returns whether there were any. */
  #reclaim(): boolean {
    const before = this.#top;
    for (let last = this.#spans.at(-1); last?.isFree === true; last = this.#spans.at(-1)) {
      this.#queue(last.pages).remove(last.first);
      this.#spanAt[last.first] = 0;
      this.#top = last.first;
      this.#spans.pop();
    }
    return this.#top < before;
  }

  #queue(pages: number): BlockQueue {
    while (this.#free.length <= pages) this.#free.push(new BlockQueue(QUARANTINE_SPANS));
    return this.#free[pages] as BlockQueue;
  }
}
