import { type DriverMemory, memoryBehind } from './driver-memory.ts';
import type { Memory } from './memory.ts';
import { PTE_WATCHED } from './page-table.ts';
import { highHalf, lowHalf, quadOf } from './quad.ts';
import { type Va, vaAdd } from './va.ts';

/**
 * A typed view of one structure in simulated memory. The position is resolved once, when the view is made:
 * valid for structures in pool, which are physically contiguous. Making a view of a bad address raises as
 * an access to it would; it is no access by itself.
 */
export class Structure {
  readonly va: Va;
  // Not #private: defining that in every view that is made would take a sixth of a round trip.
  /** For views of what this structure leads to. */
  protected readonly machineMemory: Memory;
  /** Byte position of the structure in the frames; a multiple of four. */
  protected readonly at: number;

  constructor(memory: DriverMemory, va: Va) {
    const machineMemory = memoryBehind(memory);
    this.machineMemory = machineMemory;
    this.va = va;
    this.at = machineMemory.position(va);
  }

  /** The memory it lies in. */
  get memory(): DriverMemory {
    return this.machineMemory;
  }

  protected u8(offset: number): number {
    if (this.machineMemory.isWatching) this.accessed(offset, 1, false);
    return this.machineMemory.u8[this.at + offset] ?? 0;
  }

  protected setU8(offset: number, value: number): void {
    if (this.machineMemory.isWatching) this.accessed(offset, 1, true);
    this.machineMemory.u8[this.at + offset] = value;
  }

  protected u16(offset: number): number {
    if (this.machineMemory.isWatching) this.accessed(offset, 2, false);
    return this.machineMemory.u16[(this.at + offset) >>> 1] ?? 0;
  }

  protected setU16(offset: number, value: number): void {
    if (this.machineMemory.isWatching) this.accessed(offset, 2, true);
    this.machineMemory.u16[(this.at + offset) >>> 1] = value;
  }

  protected i32(offset: number): number {
    if (this.machineMemory.isWatching) this.accessed(offset, 4, false);
    return this.machineMemory.i32[(this.at + offset) >>> 2] ?? 0;
  }

  protected u32(offset: number): number {
    if (this.machineMemory.isWatching) this.accessed(offset, 4, false);
    return this.machineMemory.u32[(this.at + offset) >>> 2] ?? 0;
  }

  protected set32(offset: number, value: number): void {
    if (this.machineMemory.isWatching) this.accessed(offset, 4, true);
    this.machineMemory.i32[(this.at + offset) >>> 2] = value;
  }

  protected pointer(offset: number): Va {
    if (this.machineMemory.isWatching) this.accessed(offset, 8, false);
    return this.machineMemory.pointerAt(this.at + offset);
  }

  protected setPointer(offset: number, value: Va): void {
    if (this.machineMemory.isWatching) this.accessed(offset, 8, true);
    this.machineMemory.setPointerAt(this.at + offset, value);
  }

  /** A 64-bit unsigned value as a number: exact below 2^53. */
  protected u64(offset: number): number {
    return this.u32(offset + 4) * 4294967296 + this.u32(offset);
  }

  protected setU64(offset: number, value: number): void {
    // What is stored are the lowest 32 bits; a remainder of doubles would be taken in a call of its own.
    this.set32(offset, value);
    this.set32(offset + 4, Math.floor(value / 4294967296));
  }

  /** A 64-bit signed value, exact. */
  protected i64(offset: number): bigint {
    const high = this.i32(offset + 4);
    return quadOf(this.i32(offset), high);
  }

  protected setI64(offset: number, value: bigint): void {
    this.set32(offset, lowHalf(value));
    this.set32(offset + 4, highHalf(value));
  }

  // Not a #private method: its brand would be set in every view that is made.
  private accessed(offset: number, lengthBytes: number, write: boolean): void {
    const memory = this.machineMemory;
    if ((memory.entry(vaAdd(this.va, offset)) & PTE_WATCHED) === 0) return;
    memory.watcher.accessed(this.at + offset, lengthBytes, write);
  }
}

/** The memory a structure lies in, for the kernel. */
export function memoryOf(view: Structure): Memory {
  return memoryBehind(view.memory);
}
