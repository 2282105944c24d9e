import { PAGE_MASK, PAGE_SHIFT, PAGE_SIZE } from '../../nt/page.ts';
import { Fields } from './fields.ts';
import { moveBytes, SMALL_MOVE_BYTES } from './move-bytes.ts';
import {
  PAGE_TABLE_BYTES,
  PageTable,
  PTE_PRESENT,
  PTE_READ_LOCKED,
  PTE_WATCHED,
  WRITE_ACCESS,
} from './page-table.ts';
import { Pointers } from './pointers.ts';
import { type Va, vaAdd } from './va.ts';

/** Is told of every access to a page that is watched, just before it happens. */
export interface AccessWatch {
  /** `position` is where the bytes lie in the frames, consecutively. */
  accessed(position: number, lengthBytes: number, write: boolean): void;
}

const NOBODY: AccessWatch = { accessed: () => {} };

/** Bytes of the buffer that a memory of `frameCount` frames lies in. */
export function memoryBytes(frameCount: number): number {
  return frameCount * PAGE_SIZE + PAGE_TABLE_BYTES;
}

/**
 * Simulated memory in one injected buffer: 4 KiB frames, and behind them the page tables of user and system space. What
 * the buffer has beyond these is its owner's.
 *
 * Every access by virtual address is translated. A bad address goes to `onFault`, which must throw what Windows
 * raises (R22a). Positions are byte offsets into the buffer; a structure in pool is physically contiguous, so its
 * fields may be reached by position.
 */
export class Memory {
  readonly buffer: ArrayBuffer;
  readonly frameCount: number;
  /** The frames. */
  readonly u8: Uint8Array;
  readonly u16: Uint16Array;
  readonly i32: Int32Array;
  readonly pointers = new Pointers();
  readonly fields: Fields<Memory>;
  /** Bytes moved by `copy`, `copyIn` and `copyOut` so far. */
  bytesCopied = 0;
  /** Who is told of accesses to watched pages. */
  watcher: AccessWatch = NOBODY;
  /** Whether any page is watched. */
  isWatching = false;
  readonly #pages: PageTable;
  /** Its entries, by `va >>> 12`. */
  readonly #entries: Int32Array;
  readonly #onFault: (va: Va, write: boolean) => never;
  readonly #onReadLockedWrite: () => void;
  #runBytes = 0;
  /** The flags that some page of the run has. */
  #runFlags = 0;

  /**
   * `buffer` has `memoryBytes(frameCount)` bytes or more, and less than 2 GiB.
   * @throws RangeError when it does not.
   */
  constructor(
    buffer: ArrayBuffer,
    frameCount: number,
    onFault: (va: Va, write: boolean) => never,
    onReadLockedWrite: () => void = () => {},
  ) {
    const neededBytes = memoryBytes(frameCount);
    if (buffer.byteLength < neededBytes || buffer.byteLength >= 2 ** 31) {
      throw new RangeError(`${buffer.byteLength} bytes: ${neededBytes} or more below 2 GiB are needed`);
    }
    const frameBytes = frameCount * PAGE_SIZE;
    this.buffer = buffer;
    this.frameCount = frameCount;
    this.u8 = new Uint8Array(buffer, 0, frameBytes);
    this.u16 = new Uint16Array(buffer, 0, frameBytes >>> 1);
    this.i32 = new Int32Array(buffer, 0, frameBytes >>> 2);
    this.#pages = new PageTable(buffer, frameBytes, frameCount);
    this.#entries = this.#pages.entries;
    this.fields = new Fields(this);
    this.#onFault = onFault;
    this.#onReadLockedWrite = onReadLockedWrite;
  }

  /** Where the page tables lie in the buffer, bytes. */
  get pageTableOffset(): number {
    return this.#entries.byteOffset;
  }

  /** Maps one page; an earlier mapping of it is replaced. */
  mapPage(va: Va, frame: number, writable: boolean): void {
    this.#pages.map(va >>> PAGE_SHIFT, frame, writable ? WRITE_ACCESS : PTE_PRESENT);
  }

  /** Maps one page of system space to a frame that is locked for reading alone (R83). */
  mapReadLocked(va: Va, frame: number): void {
    this.#pages.map(va >>> PAGE_SHIFT, frame, PTE_PRESENT | PTE_READ_LOCKED);
  }

  /** Maps consecutive pages to consecutive frames. */
  mapRun(va: Va, firstFrame: number, pages: number, writable: boolean): void {
    for (let page = 0; page < pages; page += 1) {
      this.mapPage(vaAdd(va, page << PAGE_SHIFT), firstFrame + page, writable);
    }
  }

  /** Removes the mappings of consecutive pages. */
  unmap(va: Va, pages: number): void {
    this.#pages.unmap(va >>> PAGE_SHIFT, pages);
  }

  /** Pages out consecutive pages whose frames have no locks. See `PageTable.pageOut`. */
  pageOut(va: Va, pages: number, frameLocks: Int32Array, out: number[]): void {
    this.#pages.pageOut(va >>> PAGE_SHIFT, pages, frameLocks, out);
  }

  /** Brings back what was paged out; `out` is empty then. */
  pageIn(out: number[]): void {
    this.#pages.pageIn(out);
  }

  /**
   * Has `watcher` told of accesses to the pages of a range by whatever address leads to their frames, also one that is
   * mapped later. Pages that are not mapped are left out.
   */
  watch(va: Va, lengthBytes: number): void {
    this.isWatching = true;
    this.#pages.watch(va >>> PAGE_SHIFT, (va + lengthBytes - 1) >>> PAGE_SHIFT);
  }

  /** Ends every watch. */
  unwatch(): void {
    if (!this.isWatching) return;
    this.isWatching = false;
    this.#pages.unwatch();
  }

  /** A position is about to be accessed: whoever watches its page is told. */
  touch(position: number, lengthBytes: number, write: boolean): void {
    if (this.#pages.isWatched(position >>> PAGE_SHIFT)) this.watcher.accessed(position, lengthBytes, write);
  }

  /** The page table entry of an address: 0 when nothing is mapped. */
  entry(va: Va): number {
    return this.#entries[va >>> PAGE_SHIFT] ?? 0;
  }

  /** The frame behind a mapped address. */
  frameOf(va: Va): number {
    return this.entry(va) >>> PAGE_SHIFT;
  }

  /** Whether there is a page behind an address. */
  isMapped(va: Va): boolean {
    return this.entry(va) !== 0;
  }

  /** The position behind an address, for reading. */
  position(va: Va): number {
    const entry = this.entry(va);
    if (entry === 0) this.#onFault(va, false);
    return (entry & ~PAGE_MASK) + (va & PAGE_MASK);
  }

  /** The position behind an address, for writing. */
  writePosition(va: Va): number {
    const entry = this.entry(va);
    if ((entry & WRITE_ACCESS) !== WRITE_ACCESS) this.#refuseWrite(va, entry);
    return (entry & ~PAGE_MASK) + (va & PAGE_MASK);
  }

  /** One byte. */
  readU8(va: Va): number {
    const position = this.#reading(va, 1);
    return this.u8[position] ?? 0;
  }

  /** One byte: the lowest of `value`. */
  writeU8(va: Va, value: number): void {
    const position = this.#writing(va, 1);
    this.u8[position] = value;
  }

  /** A 16-bit value, the low byte first; any alignment. */
  readU16(va: Va): number {
    return this.readU8(va) | (this.readU8(vaAdd(va, 1)) << 8);
  }

  /** A 16-bit value, the low byte first; any alignment. */
  writeU16(va: Va, value: number): void {
    this.writeU8(va, value & 0xff);
    this.writeU8(vaAdd(va, 1), (value >>> 8) & 0xff);
  }

  /** A 32-bit value as a signed integer; any alignment. */
  readI32(va: Va): number {
    if ((va & 3) === 0) {
      const position = this.#reading(va, 4);
      return this.i32[position >>> 2] ?? 0;
    }
    return this.readU16(va) | (this.readU16(vaAdd(va, 2)) << 16);
  }

  /** A 32-bit value, the low byte first; any alignment. */
  writeI32(va: Va, value: number): void {
    if ((va & 3) === 0) {
      const position = this.#writing(va, 4);
      this.i32[position >>> 2] = value;
      return;
    }
    this.writeU16(va, value & 0xffff);
    this.writeU16(vaAdd(va, 2), value >>> 16);
  }

  /** A 64-bit pointer; any alignment. */
  readPointer(va: Va): Va {
    return this.pointers.pointer(this.readI32(va), this.readI32(vaAdd(va, 4)));
  }

  /** A 64-bit pointer; any alignment. */
  writePointer(va: Va, value: Va): void {
    this.writeI32(va, this.pointers.low(value));
    this.writeI32(vaAdd(va, 4), this.pointers.high(value));
  }

  /** Copies bytes out of simulated memory. */
  copyOut(source: Va, target: Uint8Array, targetOffset: number, lengthBytes: number): void {
    this.bytesCopied += lengthBytes;
    let done = 0;
    while (done < lengthBytes) {
      const from = this.#run(vaAdd(source, done), lengthBytes - done, PTE_PRESENT);
      const bytes = this.#runBytes;
      if ((this.#runFlags & PTE_WATCHED) !== 0) this.watcher.accessed(from, bytes, false);
      moveBytes(this.u8, from, target, targetOffset + done, bytes);
      done += bytes;
    }
  }

  /** Copies bytes into simulated memory. */
  copyIn(target: Va, source: Uint8Array, sourceOffset: number, lengthBytes: number): void {
    this.bytesCopied += lengthBytes;
    let done = 0;
    while (done < lengthBytes) {
      const to = this.#run(vaAdd(target, done), lengthBytes - done, WRITE_ACCESS);
      const bytes = this.#runBytes;
      if ((this.#runFlags & PTE_WATCHED) !== 0) this.watcher.accessed(to, bytes, true);
      moveBytes(source, sourceOffset + done, this.u8, to, bytes);
      done += bytes;
    }
  }

  /** Copies between two virtual ranges, ascending; overlapping frames behave as memcpy of each page run. */
  copy(target: Va, source: Va, lengthBytes: number): void {
    this.bytesCopied += lengthBytes;
    let done = 0;
    while (done < lengthBytes) {
      const from = this.#run(vaAdd(source, done), lengthBytes - done, PTE_PRESENT);
      const flags = this.#runFlags;
      const to = this.#run(vaAdd(target, done), this.#runBytes, WRITE_ACCESS);
      const bytes = this.#runBytes;
      if ((flags & PTE_WATCHED) !== 0) this.watcher.accessed(from, bytes, false);
      if ((this.#runFlags & PTE_WATCHED) !== 0) this.watcher.accessed(to, bytes, true);
      if (bytes <= SMALL_MOVE_BYTES) {
        for (let index = 0; index < bytes; index += 1) this.u8[to + index] = this.u8[from + index] ?? 0;
      } else this.u8.copyWithin(to, from, from + bytes);
      done += bytes;
    }
  }

  /** Sets `lengthBytes` bytes to one value. */
  fill(target: Va, value: number, lengthBytes: number): void {
    let done = 0;
    while (done < lengthBytes) {
      const to = this.#run(vaAdd(target, done), lengthBytes - done, WRITE_ACCESS);
      if ((this.#runFlags & PTE_WATCHED) !== 0) this.watcher.accessed(to, this.#runBytes, true);
      this.u8.fill(value, to, to + this.#runBytes);
      done += this.#runBytes;
    }
  }

  /** The position behind an address that is about to be read. */
  #reading(va: Va, lengthBytes: number): number {
    const entry = this.entry(va);
    if (entry === 0) this.#onFault(va, false);
    const position = (entry & ~PAGE_MASK) + (va & PAGE_MASK);
    if ((entry & PTE_WATCHED) !== 0) this.watcher.accessed(position, lengthBytes, false);
    return position;
  }

  /** The position behind an address that is about to be written. */
  #writing(va: Va, lengthBytes: number): number {
    const entry = this.entry(va);
    if ((entry & WRITE_ACCESS) !== WRITE_ACCESS) this.#refuseWrite(va, entry);
    const position = (entry & ~PAGE_MASK) + (va & PAGE_MASK);
    if ((entry & PTE_WATCHED) !== 0) this.watcher.accessed(position, lengthBytes, true);
    return position;
  }

  /**
   * The position behind `va` and, in `#runBytes`, how many of the wanted bytes follow it in consecutive
   * frames with the needed access. Only the first page faults: a later one is a run of its own.
   */
  #run(va: Va, wantedBytes: number, need: number): number {
    const table = this.#entries;
    let index = va >>> PAGE_SHIFT;
    const entry = table[index] ?? 0;
    let flags = entry;
    if ((entry & need) !== need) {
      if (need === WRITE_ACCESS) this.#refuseWrite(va, entry);
      else this.#onFault(va, false);
    }
    let bytes = PAGE_SIZE - (va & PAGE_MASK);
    let expected = (entry & ~PAGE_MASK) + PAGE_SIZE;
    while (bytes < wantedBytes) {
      index += 1;
      const next = table[index] ?? 0;
      if ((next & ~PAGE_MASK) !== expected || (next & need) !== need) break;
      flags |= next;
      expected += PAGE_SIZE;
      bytes += PAGE_SIZE;
    }
    this.#runFlags = flags;
    this.#runBytes = bytes < wantedBytes ? bytes : wantedBytes;
    return (entry & ~PAGE_MASK) + (va & PAGE_MASK);
  }

  /** Returns for a frame that is locked for reading alone: the mapping itself would let the write through. */
  #refuseWrite(va: Va, entry: number): void {
    if ((entry & PTE_READ_LOCKED) === 0) this.#onFault(va, true);
    this.#onReadLockedWrite();
  }
}
