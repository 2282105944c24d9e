import { PAGE_MASK, PAGE_SIZE } from '../../../nt/page.ts';
import type { Memory } from '../../memory/memory.ts';
import { PTE_READ_LOCKED, PTE_WATCHED, WRITE_ACCESS } from '../../memory/page-table.ts';
import { FOREIGN_BASE, HIGH_HALF, type Va } from '../../memory/va.ts';
import { ACCESS } from './exit.ts';
import type { RegisterFile } from './register-file.ts';

const FOREIGN_WINDOW = FOREIGN_BASE >>> 28;
const REFUSED = -1;

/**
 * Accesses that translated code does not make by itself: those of two pages, of a page that somebody watches, of one that
 * is mapped to be read alone or not at all.
 */
export class SlowAccess {
  readonly #memory: Memory;
  readonly #registers: RegisterFile;
  /** Of the scratch, in the buffer. */
  readonly #scratch: number;

  /** @param scratch position of `RegisterFile.scratch` in the buffer */
  constructor(memory: Memory, registers: RegisterFile, scratch: number) {
    this.#memory = memory;
    this.#registers = registers;
    this.#scratch = scratch;
  }

  /**
   * Where bytes are that code reads: where they lie, or in the scratch, if they lie in two pages.
   *
   * @param how the size in bytes, and above its eight bits the kind of access
   * @returns -1 where it is a fault: the address and what was done are in the registers
   */
  load(low: number, high: number, how: number): number {
    const sizeBytes = how & 0xff;
    const isWrite = how >> 8 !== ACCESS.read;
    const [first, second] = split(low, sizeBytes);
    const position = this.#position(low, high, first, isWrite, false);
    if (position === REFUSED || second === 0) return position;
    const behind = this.#next(low, high, first, second, isWrite, false);
    if (behind === REFUSED) return REFUSED;
    const { u8 } = this.#memory;
    const { scratch } = this.#registers;
    scratch.set(u8.subarray(position, position + first));
    scratch.set(u8.subarray(behind, behind + second), first);
    return this.#scratch;
  }

  /** Stores the bytes of the scratch. Takes and returns what `load` does; nothing is stored where it is a fault. */
  store(low: number, high: number, how: number): number {
    const sizeBytes = how & 0xff;
    const [first, second] = split(low, sizeBytes);
    const position = this.#position(low, high, first, true, true);
    if (position === REFUSED) return REFUSED;
    const { u8 } = this.#memory;
    const { scratch } = this.#registers;
    if (second > 0) {
      const behind = this.#next(low, high, first, second, true, true);
      if (behind === REFUSED) return REFUSED;
      u8.set(scratch.subarray(first, sizeBytes), behind);
    }
    u8.set(scratch.subarray(0, first), position);
    return position;
  }

  /** The second page of an access: its address wraps as the processor's does. */
  #next(low: number, high: number, first: number, second: number, isWrite: boolean, isTold: boolean): number {
    const next = (low + first) | 0;
    const carried = next >>> 0 < low >>> 0 ? (high + 1) | 0 : high;
    return this.#position(next, carried, second, isWrite, isTold);
  }

  /** The position of bytes of one page, of which the watcher is told. What is modified is read first, and told as that. */
  #position(low: number, high: number, sizeBytes: number, isWrite: boolean, isStore: boolean): number {
    const memory = this.#memory;
    const va = low as Va;
    const isForeign = low >>> 28 === FOREIGN_WINDOW || HIGH_HALF[low >>> 28] !== high;
    const entry = isForeign ? 0 : memory.entry(va);
    const isAllowed = isWrite
      ? (entry & WRITE_ACCESS) === WRITE_ACCESS || (entry & PTE_READ_LOCKED) !== 0
      : entry !== 0;
    if (!isAllowed) {
      this.#registers.setFaultHalves(low, high);
      this.#registers.exitDetail = sizeBytes | ((isWrite ? ACCESS.write : ACCESS.read) << 8);
      return REFUSED;
    }
    const position = isStore ? memory.writePosition(va) : memory.position(va);
    if ((entry & PTE_WATCHED) !== 0) memory.watcher.accessed(position, sizeBytes, isStore);
    return position;
  }
}

/** How many bytes of an access lie in its first page and in its second. */
function split(low: number, sizeBytes: number): readonly [first: number, second: number] {
  const room = PAGE_SIZE - (low & PAGE_MASK);
  return sizeBytes <= room ? [sizeBytes, 0] : [room, sizeBytes - room];
}
