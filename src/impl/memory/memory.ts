import { PAGE_MASK, PAGE_SHIFT, PAGE_SIZE } from '../../nt/page.ts';
import { ForeignPointers } from './foreign-pointers.ts';
import { HIGH_HALF, type Va, vaAdd } from './va.ts';

/** Page table entry flags; the entry is `frame << 12 | flags`. */
const PTE_PRESENT = 1;
const PTE_WRITABLE = 2;
/** A mapping by an MDL of a frame that is locked for reading alone: writes go through, and are told (R83). */
const PTE_READ_LOCKED = 4;
const WRITE_ACCESS = PTE_PRESENT | PTE_WRITABLE;

/** Entries in the page table of user space, and in that of system space: 2 GiB each. */
const PAGE_TABLE_ENTRIES = 1 << 19;
const PAGE_INDEX_MASK = PAGE_TABLE_ENTRIES - 1;
/** Below this, a loop beats a call into the engine. */
const SMALL_COPY_BYTES = 16;

/** Is told of every mapping and unmapping, for a processor that shares the frames. */
export interface MappingObserver {
  mapped(va: Va, pages: number): void;
  unmapped(va: Va, pages: number): void;
}

/** Is told of every access by a driver, just before it happens; those of the kernel's own code are not its business. */
export interface AccessWatch {
  /** `position` is where the bytes lie in the frames, consecutively. */
  accessed(position: number, lengthBytes: number, write: boolean): void;
}

/**
 * Simulated memory: 4 KiB frames in an injected buffer, and page tables of user and system space.
 *
 * Every access by virtual address is translated. A bad address goes to `onFault`, which must throw what Windows
 * raises (R22a). Positions are byte offsets into the buffer; a structure in pool is physically contiguous, so its fields may be reached by position.
 */
export class Memory {
  readonly frames: ArrayBuffer;
  readonly frameCount: number;
  readonly u8: Uint8Array;
  readonly u16: Uint16Array;
  readonly i32: Int32Array;
  readonly u32: Uint32Array;
  readonly foreign = new ForeignPointers();
  /** Bytes moved by `copy`, `copyIn` and `copyOut` so far. */
  bytesCopied = 0;
  observer: MappingObserver | null = null;
  /** Set while a driver's code runs, null while the kernel's does. */
  watch: AccessWatch | null = null;
  readonly #user = new Int32Array(PAGE_TABLE_ENTRIES);
  readonly #system = new Int32Array(PAGE_TABLE_ENTRIES);
  readonly #onFault: (va: Va, write: boolean) => never;
  readonly #onReadLockedWrite: () => void;
  #runBytes = 0;

  /**
   * `frames` holds a whole number of pages and less than 2 GiB.
   * @throws RangeError when it does not.
   */
  constructor(
    frames: ArrayBuffer,
    onFault: (va: Va, write: boolean) => never,
    onReadLockedWrite: () => void = () => {},
  ) {
    if (frames.byteLength % PAGE_SIZE !== 0 || frames.byteLength >= 2 ** 31) {
      throw new RangeError(
        `${frames.byteLength} bytes of frames: a multiple of ${PAGE_SIZE} below 2 GiB is needed`,
      );
    }
    this.frames = frames;
    this.frameCount = frames.byteLength / PAGE_SIZE;
    this.u8 = new Uint8Array(frames);
    this.u16 = new Uint16Array(frames);
    this.i32 = new Int32Array(frames);
    this.u32 = new Uint32Array(frames);
    this.#onFault = onFault;
    this.#onReadLockedWrite = onReadLockedWrite;
  }

  /** Maps one page; an earlier mapping of it is replaced. Announced by the caller (see `announce`). */
  mapPage(va: Va, frame: number, writable: boolean): void {
    const table = va < 0 ? this.#system : this.#user;
    table[(va >>> PAGE_SHIFT) & PAGE_INDEX_MASK] =
      (frame << PAGE_SHIFT) | (writable ? WRITE_ACCESS : PTE_PRESENT);
  }

  /** Maps one page of system space to a frame that is locked for reading alone (R83). */
  mapReadLocked(va: Va, frame: number): void {
    this.#system[(va >>> PAGE_SHIFT) & PAGE_INDEX_MASK] =
      (frame << PAGE_SHIFT) | PTE_PRESENT | PTE_READ_LOCKED;
  }

  /** Maps consecutive pages to consecutive frames. */
  mapRun(va: Va, firstFrame: number, pages: number, writable: boolean): void {
    for (let page = 0; page < pages; page += 1) {
      this.mapPage(vaAdd(va, page << PAGE_SHIFT), firstFrame + page, writable);
    }
    this.announceMapped(va, pages);
  }

  /** Tells the observer, if any, of pages that were mapped. */
  announceMapped(va: Va, pages: number): void {
    if (this.observer !== null) this.observer.mapped(va, pages);
  }

  /** Removes the mappings of consecutive pages. */
  unmap(va: Va, pages: number): void {
    const table = va < 0 ? this.#system : this.#user;
    const first = (va >>> PAGE_SHIFT) & PAGE_INDEX_MASK;
    for (let page = 0; page < pages; page += 1) table[first + page] = 0;
    if (this.observer !== null) this.observer.unmapped(va, pages);
  }

  /** The page table entry of an address: 0 when nothing is mapped. */
  entry(va: Va): number {
    return (va < 0 ? this.#system : this.#user)[(va >>> PAGE_SHIFT) & PAGE_INDEX_MASK] ?? 0;
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
    const position = this.position(va);
    if (this.watch !== null) this.watch.accessed(position, 1, false);
    return this.u8[position] ?? 0;
  }

  /** One byte: the lowest of `value`. */
  writeU8(va: Va, value: number): void {
    const position = this.writePosition(va);
    if (this.watch !== null) this.watch.accessed(position, 1, true);
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
      const position = this.position(va);
      if (this.watch !== null) this.watch.accessed(position, 4, false);
      return this.i32[position >>> 2] ?? 0;
    }
    return this.readU16(va) | (this.readU16(vaAdd(va, 2)) << 16);
  }

  /** A 32-bit value, the low byte first; any alignment. */
  writeI32(va: Va, value: number): void {
    if ((va & 3) === 0) {
      const position = this.writePosition(va);
      if (this.watch !== null) this.watch.accessed(position, 4, true);
      this.i32[position >>> 2] = value;
      return;
    }
    this.writeU16(va, value & 0xffff);
    this.writeU16(vaAdd(va, 2), value >>> 16);
  }

  /** A 64-bit pointer; any alignment. */
  readPointer(va: Va): Va {
    return this.#pointer(this.readI32(va), this.readI32(vaAdd(va, 4)));
  }

  /** A 64-bit pointer; any alignment. */
  writePointer(va: Va, value: Va): void {
    this.writeI32(va, this.#low(value));
    this.writeI32(vaAdd(va, 4), this.#high(value));
  }

  /** The pointer stored at a position that is a multiple of four. */
  pointerAt(position: number): Va {
    return this.#pointer(this.i32[position >>> 2] ?? 0, this.i32[(position >>> 2) + 1] ?? 0);
  }

  /** Stores a pointer at a position that is a multiple of four. */
  setPointerAt(position: number, value: Va): void {
    this.i32[position >>> 2] = this.#low(value);
    this.i32[(position >>> 2) + 1] = this.#high(value);
  }

  /** Copies bytes out of simulated memory. */
  copyOut(source: Va, target: Uint8Array, targetOffset: number, lengthBytes: number): void {
    this.bytesCopied += lengthBytes;
    let done = 0;
    while (done < lengthBytes) {
      const from = this.#run(vaAdd(source, done), lengthBytes - done, PTE_PRESENT);
      const bytes = this.#runBytes;
      if (this.watch !== null) this.watch.accessed(from, bytes, false);
      if (bytes <= SMALL_COPY_BYTES) {
        for (let index = 0; index < bytes; index += 1)
          target[targetOffset + done + index] = this.u8[from + index] ?? 0;
      } else target.set(this.u8.subarray(from, from + bytes), targetOffset + done);
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
      if (this.watch !== null) this.watch.accessed(to, bytes, true);
      const from = sourceOffset + done;
      if (bytes <= SMALL_COPY_BYTES) {
        for (let index = 0; index < bytes; index += 1) this.u8[to + index] = source[from + index] ?? 0;
      } else this.u8.set(source.subarray(from, from + bytes), to);
      done += bytes;
    }
  }

  /** Copies between two virtual ranges, ascending; overlapping frames behave as memcpy of each page run. */
  copy(target: Va, source: Va, lengthBytes: number): void {
    this.bytesCopied += lengthBytes;
    let done = 0;
    while (done < lengthBytes) {
      const from = this.#run(vaAdd(source, done), lengthBytes - done, PTE_PRESENT);
      const to = this.#run(vaAdd(target, done), this.#runBytes, WRITE_ACCESS);
      const bytes = this.#runBytes;
      if (this.watch !== null) {
        this.watch.accessed(from, bytes, false);
        this.watch.accessed(to, bytes, true);
      }
      if (bytes <= SMALL_COPY_BYTES) {
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
      if (this.watch !== null) this.watch.accessed(to, this.#runBytes, true);
      this.u8.fill(value, to, to + this.#runBytes);
      done += this.#runBytes;
    }
  }

  /**
   * The position behind `va` and, in `#runBytes`, how many of the wanted bytes follow it in consecutive
   * frames with the needed access. Only the first page faults: a later one is a run of its own.
   */
  #run(va: Va, wantedBytes: number, need: number): number {
    const table = va < 0 ? this.#system : this.#user;
    let index = (va >>> PAGE_SHIFT) & PAGE_INDEX_MASK;
    const entry = table[index] ?? 0;
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
      expected += PAGE_SIZE;
      bytes += PAGE_SIZE;
    }
    this.#runBytes = bytes < wantedBytes ? bytes : wantedBytes;
    return (entry & ~PAGE_MASK) + (va & PAGE_MASK);
  }

  #pointer(low: number, high: number): Va {
    return high === HIGH_HALF[low >>> 28] && low >>> 28 !== 0xf
      ? (low as Va)
      : this.foreign.intern(low, high);
  }

  #low(va: Va): number {
    return va >>> 28 === 0xf ? this.foreign.low(va) : va;
  }

  #high(va: Va): number {
    return va >>> 28 === 0xf ? this.foreign.high(va) : (HIGH_HALF[va >>> 28] ?? 0);
  }

  /** Returns for a frame that is locked for reading alone: the mapping itself would let the write through. */
  #refuseWrite(va: Va, entry: number): void {
    if ((entry & PTE_READ_LOCKED) === 0) this.#onFault(va, true);
    this.#onReadLockedWrite();
  }
}
