import type { Memory } from './memory.ts';
import type { Va } from './va.ts';

/** Takes consecutive pages that may be paged out. */
export type PageableVisitor = (va: Va, pages: number) => void;

/** Who has memory that may be paged out. */
export interface PageableOwner {
  eachPageable(visit: PageableVisitor): void;
}

/**
 * User memory and paged pool. While the IRQL is DISPATCH_LEVEL or above their pages are out, but for those that an MDL
 * locks, as Driver Verifier has it with Force IRQL Checking: Windows can bring no page in then (R22a, R71; DOC
 * force-irql-checking).
 */
export class PageableMemory {
  readonly #memory: Memory;
  readonly #owners: PageableOwner[] = [];
  /** Pages of each block of paged pool. */
  readonly #blocks = new Map<Va, number>();
  /** Of each page that is out its number and, behind it, its page table entry. */
  readonly #out: number[] = [];
  readonly #pageOut: PageableVisitor;

  /** `frameLocks` are the locks held on each frame. */
  constructor(memory: Memory, frameLocks: Int32Array) {
    this.#memory = memory;
    this.#pageOut = (va, pages) => memory.pageOut(va, pages, frameLocks, this.#out);
  }

  /** There is an owner from now on. */
  join(owner: PageableOwner): void {
    this.#owners.push(owner);
  }

  /** A block of paged pool has been allocated. */
  allocated(block: Va, pages: number): void {
    this.#blocks.set(block, pages);
  }

  /** A block of any pool has been freed. */
  freed(block: Va): void {
    this.#blocks.delete(block);
  }

  /** Whether a live block of paged pool starts there. */
  isPaged(block: Va): boolean {
    return this.#blocks.has(block);
  }

  /** Pages everything out that is not locked. */
  pageOut(): void {
    for (const owner of this.#owners) owner.eachPageable(this.#pageOut);
    for (const [block, pages] of this.#blocks) this.#pageOut(block, pages);
  }

  /** Brings back what is out. */
  pageIn(): void {
    if (this.#out.length > 0) this.#memory.pageIn(this.#out);
  }

  /** As after a restart: everything is in, and no pool is allocated. */
  reset(): void {
    this.pageIn();
    this.#blocks.clear();
  }
}
