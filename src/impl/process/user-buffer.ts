import { PAGE_MASK, PAGE_SHIFT, PAGE_SIZE, spanPages } from '../../nt/page.ts';
import type { MemoryChange } from '../../trace/during.ts';
import { bytesThere } from '../../trace/ops/fields/buffer.ts';
import { MAX_LENGTH } from '../../trace/ops/fields/length.ts';
import type { BufferMemory, BufferSpec } from '../../trace/ops/index.ts';
import { USER_FILL } from '../../trace/run/observation.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { moveBytes } from '../memory/move-bytes.ts';
import { NULL_VA, UNMAPPED_KERNEL_BASE, type Va, vaAdd } from '../memory/va.ts';
import type { ObservedBytes } from './observed-bytes.ts';
import { pointedVa } from './pointed-memory.ts';
import type { Tenant, UserSpace } from './user-space.ts';

/** Up to this, a loop beats a call into the engine. */
const SMALL_COMPARISON_BYTES = 64;

/** Whether the caller can look at memory of this kind. */
function isReadable(memory: BufferMemory): boolean {
  return memory === 'read-write' || memory === 'read-only';
}

/**
 * The user buffer of one request: its pages, the frames behind them by the machine's fragmentation, and unmapped pages
 * around.
 */
export class UserBuffer implements Tenant {
  va: Va = NULL_VA;
  /** Where the pages are mapped once more; NULL unless the buffer is shared. */
  alias: Va = NULL_VA;
  pages = 0;
  addressPages = 0;
  firstPlace = 0;
  readonly #kernel: Kernel;
  readonly #space: UserSpace;
  readonly #observed: ObservedBytes;
  /** The byte around it, and a page of that to compare with. */
  readonly #surrounding: number;
  readonly #surroundings: Buffer;
  /** All frames of the machine. */
  readonly #frames: Buffer;
  /** The frames behind its pages: each is asked for often. */
  readonly #behind: number[] = [];
  #offset = 0;
  #length = 0;
  #surroundingsHash = 0;
  /** The byte that places are counted from, bytes from its first. */
  #origin = 0;
  /** Whether the caller has unmapped it since. */
  #isUnmapped = false;

  /** @param surrounding the byte that the memory around it holds */
  constructor(space: UserSpace, observed: ObservedBytes, surrounding: number) {
    const { kernel } = space;
    this.#surrounding = surrounding;
    this.#surroundings = Buffer.alloc(PAGE_SIZE, surrounding);
    this.#kernel = kernel;
    this.#space = space;
    this.#observed = observed;
    this.#frames = Buffer.from(kernel.memory.buffer, 0, kernel.memory.u8.length);
  }

  /**
   * Maps a buffer and fills it: with `data`, or with USER_FILL when null. Returns the address a caller
   * passes; with memory `null`, `kernel` or `kernel-page` nothing is mapped.
   *
   * @param origin the byte that a recording counts places from, bytes from the buffer's first
   */
  prepare(
    { pageOffset, memory, shared }: BufferSpec,
    lengthBytes: number,
    data: Uint8Array | null,
    origin = 0,
  ): Va {
    this.release();
    this.#isUnmapped = false;
    this.#origin = origin;
    if (memory === 'null') return NULL_VA;
    if (memory === 'kernel') return vaAdd(UNMAPPED_KERNEL_BASE, pageOffset);
    if (memory === 'kernel-page') return vaAdd(pointedVa('kernel'), pageOffset);
    this.#offset = pageOffset;
    this.#length = bytesThere({ pageOffset, memory, shared }, lengthBytes);
    const addressPages = Math.max(1, spanPages(pageOffset, lengthBytes));
    const pages = memory === 'first-page' ? Math.min(1, addressPages - 1) : addressPages;
    this.firstPlace = this.#space.findPlaces(pages);
    this.va =
      lengthBytes > MAX_LENGTH
        ? this.#space.findAddressBeyondMemory(pageOffset + lengthBytes)
        : this.#space.findAddress(addressPages);
    this.pages = pages;
    this.addressPages = addressPages;
    this.#space.enter(this);
    const { memory: system, mm } = this.#kernel;
    for (let page = 0; page < pages; page += 1) {
      const frame = this.#space.frame(this, page);
      this.#behind[page] = frame;
      mm.strayFrames.given(frame);
    }
    const readOnly = memory === 'read-only';
    const mapped =
      memory === 'no-access' ? 0 : memory === 'last-page-no-access' ? this.pages - 1 : this.pages;
    for (let page = 0; page < mapped; page += 1) {
      system.mapPage(vaAdd(this.va, page << PAGE_SHIFT), this.#frame(page), !readOnly);
    }
    this.#fill(shared ? null : data);
    if (shared && pages > 0) {
      this.alias = this.#space.findAddress(pages);
      for (let page = 0; page < this.pages; page += 1) {
        system.mapPage(vaAdd(this.alias, page << PAGE_SHIFT), this.#frame(page), true);
      }
      if (data !== null) system.copyIn(vaAdd(this.alias, pageOffset), data, 0, this.#length);
    }
    return vaAdd(this.va, pageOffset);
  }

  /** The buffer's bytes now, or null where its memory cannot be read. Valid until the case ends. */
  bytes(memory: BufferMemory): Uint8Array | null {
    if (!isReadable(memory) || this.#isUnmapped) return null;
    const observed = this.#observed.take(this.#length);
    const { u8 } = this.#kernel.memory;
    if (this.alias !== NULL_VA) {
      this.#kernel.memory.copyOut(vaAdd(this.alias, this.#offset), observed, 0, this.#length);
    } else {
      for (let page = 0; page < this.pages; page += 1) {
        const from = this.#from(page);
        const to = this.#to(page);
        const position = this.#frame(page) << PAGE_SHIFT;
        if (to > from) moveBytes(u8, position + from, observed, this.#bytesBefore(page), to - from);
      }
    }
    return observed;
  }

  /** Bytes around the buffer, in its pages, that differ from what they were. */
  surroundingsChanged(): number {
    let changed = 0;
    this.#surroundingsHash = 0;
    for (let page = 0; page < this.pages; page += 1) {
      const position = this.#frame(page) << PAGE_SHIFT;
      changed += this.#changedIn(position, position + this.#from(page));
      changed += this.#changedIn(position + this.#to(page), position + PAGE_SIZE);
    }
    return changed;
  }

  /** Records where around the buffer bytes changed, and what they became; in a full recording alone. */
  recordSurroundings(): void {
    if (this.#kernel.recorder.recording !== 'full' || this.pages === 0) return;
    const last = this.pages - 1;
    this.#recordChanged(0, 0, this.#offset);
    this.#recordChanged(last, this.#to(last), PAGE_SIZE);
  }

  /** The bytes of a page from the first to the last one that changed, if any, with places counted from the origin. */
  #recordChanged(page: number, start: number, end: number): void {
    const position = this.#frame(page) << PAGE_SHIFT;
    let from = start;
    let to = end;
    while (from < to && this.#frames[position + from] === this.#surrounding) from += 1;
    while (to > from && this.#frames[position + to - 1] === this.#surrounding) to -= 1;
    if (from === to) return;
    const before = page * PAGE_SIZE - this.#offset - this.#origin;
    this.#kernel.recorder.event('surroundings', {
      from: before + from,
      to: before + to,
      hex: this.#frames.toString('hex', position + from, position + to),
      surrounding: this.#surrounding,
    });
  }

  /** A hash of the bytes that `surroundingsChanged` counted last, with their places; 0 when there were none. */
  get surroundingsHash(): number {
    return this.#surroundingsHash;
  }

  /**
   * Another thread of the caller unmaps the pages, which keep their frames, or makes them read-only. Where they are
   * mapped once more, they stay as they are.
   */
  change(how: MemoryChange['do']): void {
    const { memory } = this.#kernel;
    if (how === 'unmap') {
      memory.unmap(this.va, this.pages);
      this.#isUnmapped = true;
      return;
    }
    for (let page = 0; page < this.pages; page += 1) {
      const va = vaAdd(this.va, page << PAGE_SHIFT);
      if (memory.isMapped(va)) memory.mapPage(va, this.#frame(page), false);
    }
  }

  /** Unmaps the buffer. */
  release(): void {
    if (this.addressPages === 0) return;
    this.#kernel.memory.unmap(this.va, this.pages);
    if (this.alias !== NULL_VA) this.#kernel.memory.unmap(this.alias, this.pages);
    this.#space.leave(this);
    this.pages = 0;
    this.addressPages = 0;
    this.alias = NULL_VA;
  }

  /**
   * The frames behind the pages of a part of the buffer, or of all of it, counted from the first of user memory; for
   * explanations.
   *
   * @param from where the part begins, bytes from the buffer's first
   */
  frameNumbers(from = 0, lengthBytes = this.#length): number[] {
    const first = (this.#offset + from) >> PAGE_SHIFT;
    const pages = Math.max(1, spanPages((this.#offset + from) & PAGE_MASK, lengthBytes));
    const frames: number[] = [];
    for (let page = first; page < Math.min(first + pages, this.pages); page += 1)
      frames.push(this.#frame(page) - this.#kernel.firstUserFrame);
    return frames;
  }

  #frame(page: number): number {
    return this.#behind[page] ?? 0;
  }

  #fill(data: Uint8Array | null): void {
    const { u8 } = this.#kernel.memory;
    for (let page = 0; page < this.pages; page += 1) {
      const position = this.#frame(page) << PAGE_SHIFT;
      const from = this.#from(page);
      const to = this.#to(page);
      // The whole page at once takes less time than what is before and what is behind the buffer.
      if (from > 0 || to < PAGE_SIZE) u8.fill(this.#surrounding, position, position + PAGE_SIZE);
      if (to <= from) continue;
      if (data === null) u8.fill(USER_FILL, position + from, position + to);
      else moveBytes(data, this.#bytesBefore(page), u8, position + from, to - from);
    }
  }

  /** First byte of the buffer in a page, counted from the page's start. */
  #from(page: number): number {
    return page === 0 ? this.#offset : 0;
  }

  /** One past the last byte of the buffer in a page. */
  #to(page: number): number {
    if (page < this.pages - 1) return PAGE_SIZE;
    return this.#offset + this.#length - page * PAGE_SIZE;
  }

  #bytesBefore(page: number): number {
    return page === 0 ? 0 : page * PAGE_SIZE - this.#offset;
  }

  #isIntact(start: number, end: number): boolean {
    if (end - start > SMALL_COMPARISON_BYTES)
      return this.#frames.compare(this.#surroundings, 0, end - start, start, end) === 0;
    for (let at = start; at < end; at += 1) if (this.#frames[at] !== this.#surrounding) return false;
    return true;
  }

  #changedIn(start: number, end: number): number {
    if (this.#isIntact(start, end)) return 0;
    let changed = 0;
    for (let at = start; at < end; at += 1) {
      const byte = this.#frames[at] ?? 0;
      if (byte === this.#surrounding) continue;
      changed += 1;
      this.#surroundingsHash = Math.imul(this.#surroundingsHash ^ (((at - start) << 8) | byte), 0x01000193);
    }
    return changed;
  }
}
