import { PAGE_SHIFT } from '../../nt/page.ts';
import { SYSTEM_PTE_BASE } from './va.ts';

/** Flags of a page table entry, which is `frame << 12 | flags`, or 0 where nothing is mapped. */
export const PTE_PRESENT = 1;
const PTE_WRITABLE = 2;
/** A mapping by an MDL of a frame that is locked for reading alone: writes go through, and are told (R83). */
export const PTE_READ_LOCKED = 4;
/** Somebody is to be told of accesses to this page. */
export const PTE_WATCHED = 8;
export const WRITE_ACCESS = PTE_PRESENT | PTE_WRITABLE;

/** Pages of user space, 2 GiB, and behind them those of system space, as many. */
const PAGES = 1 << 20;
const FIRST_SYSTEM_PAGE = PAGES >>> 1;
/** Bytes of the page tables. */
export const PAGE_TABLE_BYTES = PAGES * Int32Array.BYTES_PER_ELEMENT;

/** The page tables of user and system space, in one array by page number, and the frames whose pages are watched. */
export class PageTable {
  readonly entries: Int32Array;
  /** By frame: pages that are mapped to it. */
  readonly #mappings: Int32Array;
  /** By frame: PTE_WATCHED while it is watched. */
  readonly #watched: Uint8Array;
  /** The frames that are watched, each with the page by which it was found; of both the first `#count` are meant. */
  readonly #frames: number[] = [];
  readonly #pages: number[] = [];
  #count = 0;

  /** The tables lie in `buffer` from `offset` on. */
  constructor(buffer: ArrayBuffer, offset: number, frameCount: number) {
    this.entries = new Int32Array(buffer, offset, PAGES);
    this.#mappings = new Int32Array(frameCount);
    this.#watched = new Uint8Array(frameCount);
  }

  /** Maps one page; an earlier mapping of it is replaced. */
  map(page: number, frame: number, flags: number): void {
    const before = this.entries[page] ?? 0;
    if (before !== 0) this.#mapped(before >>> PAGE_SHIFT, -1);
    this.#mapped(frame, 1);
    this.entries[page] = (frame << PAGE_SHIFT) | flags | (this.#watched[frame] ?? 0);
  }

  /** Removes the mappings of consecutive pages. */
  unmap(first: number, pages: number): void {
    for (let page = first; page < first + pages; page += 1) {
      const before = this.entries[page] ?? 0;
      if (before === 0) continue;
      this.#mapped(before >>> PAGE_SHIFT, -1);
      this.entries[page] = 0;
    }
  }

  /**
   * Pages out consecutive pages whose frames have no locks: they are still mapped to them, but nobody reaches them.
   *
   * @param out is added the number of each page, and its entry
   */
  pageOut(first: number, pages: number, frameLocks: Int32Array, out: number[]): void {
    for (let page = first; page < first + pages; page += 1) {
      const entry = this.entries[page] ?? 0;
      if (entry === 0 || frameLocks[entry >>> PAGE_SHIFT] !== 0) continue;
      out.push(page, entry);
      this.entries[page] = 0;
    }
  }

  /** Brings back what was paged out, and empties `out`. */
  pageIn(out: number[]): void {
    for (let index = 0; index < out.length; index += 2) {
      const entry = out[index + 1] ?? 0;
      this.entries[out[index] ?? 0] = (entry & ~PTE_WATCHED) | (this.#watched[entry >>> PAGE_SHIFT] ?? 0);
    }
    out.length = 0;
  }

  /** Watches the frames behind pages, `last` included, by every page that is or will be mapped to them. */
  watch(first: number, last: number): void {
    for (let page = first; page <= last; page += 1) {
      const entry = this.entries[page] ?? 0;
      if (entry === 0 || (entry & PTE_WATCHED) !== 0) continue;
      const frame = entry >>> PAGE_SHIFT;
      this.#watched[frame] = PTE_WATCHED;
      this.#frames[this.#count] = frame;
      this.#pages[this.#count] = page;
      this.#count += 1;
      this.#flag(frame, page, PTE_WATCHED);
    }
  }

  /** Whether accesses to a frame are to be told. */
  isWatched(frame: number): boolean {
    return this.#watched[frame] !== 0;
  }

  /** Ends every watch. */
  unwatch(): void {
    for (let index = 0; index < this.#count; index += 1) {
      const frame = this.#frames[index] ?? 0;
      this.#watched[frame] = 0;
      this.#flag(frame, this.#pages[index] ?? 0, 0);
    }
    this.#count = 0;
  }

  /** Sets or clears PTE_WATCHED in every entry of a frame, `page` being the likely one. */
  #flag(frame: number, page: number, flag: number): void {
    let left = this.#mappings[frame] ?? 0;
    left -= this.#flagPage(frame, page, flag);
    if (left === 0) return;
    // Others are seldom: the second address of a buffer, close to the first, or where an MDL is mapped.
    const start = page < FIRST_SYSTEM_PAGE ? page + 1 : SYSTEM_PTE_BASE >>> PAGE_SHIFT;
    for (let other = start; left > 0 && other < PAGES; other += 1) {
      if (other !== page) left -= this.#flagPage(frame, other, flag);
    }
    for (let other = 0; left > 0 && other < start; other += 1) {
      if (other !== page) left -= this.#flagPage(frame, other, flag);
    }
  }

  /** Returns 1 if the page is mapped to the frame, else 0. */
  #flagPage(frame: number, page: number, flag: number): number {
    const entry = this.entries[page] ?? 0;
    if (entry === 0 || entry >>> PAGE_SHIFT !== frame) return 0;
    this.entries[page] = (entry & ~PTE_WATCHED) | flag;
    return 1;
  }

  #mapped(frame: number, more: number): void {
    this.#mappings[frame] = (this.#mappings[frame] ?? 0) + more;
  }
}
