import { MDL as LAYOUT, SIZE_OF } from '../../nt/layout.ts';
import { spanPages } from '../../nt/page.ts';
import type { DriverMemory } from './driver-memory.ts';
import { Structure } from './structure.ts';
import { NULL_VA, type Va, vaAdd } from './va.ts';

/** A memory descriptor list: a header and the frame numbers of its pages (R67). */
export class Mdl extends Structure {
  /** A view of the MDL at `va`, or null for NULL. */
  static at(memory: DriverMemory, va: Va): Mdl | null {
    return va === NULL_VA ? null : new Mdl(memory, va);
  }

  get next(): Va {
    return this.pointer(LAYOUT.Next);
  }

  set next(value: Va) {
    this.setPointer(LAYOUT.Next, value);
  }

  /** Bytes of header and frame numbers, as stored: truncated to 16 bits (R69). */
  get size(): number {
    return this.u16(LAYOUT.Size);
  }

  set size(value: number) {
    this.setU16(LAYOUT.Size, value);
  }

  get mdlFlags(): number {
    return this.u16(LAYOUT.MdlFlags);
  }

  set mdlFlags(value: number) {
    this.setU16(LAYOUT.MdlFlags, value);
  }

  get process(): Va {
    return this.pointer(LAYOUT.Process);
  }

  set process(value: Va) {
    this.setPointer(LAYOUT.Process, value);
  }

  get mappedSystemVa(): Va {
    return this.pointer(LAYOUT.MappedSystemVa);
  }

  set mappedSystemVa(value: Va) {
    this.setPointer(LAYOUT.MappedSystemVa, value);
  }

  get startVa(): Va {
    return this.pointer(LAYOUT.StartVa);
  }

  set startVa(value: Va) {
    this.setPointer(LAYOUT.StartVa, value);
  }

  get byteCount(): number {
    return this.u32(LAYOUT.ByteCount);
  }

  set byteCount(value: number) {
    this.set32(LAYOUT.ByteCount, value);
  }

  /** Bytes into the first page at which the buffer begins: nothing to do with a file offset (R81). */
  get byteOffset(): number {
    return this.u32(LAYOUT.ByteOffset);
  }

  set byteOffset(value: number) {
    this.set32(LAYOUT.ByteOffset, value);
  }

  /** MmGetMdlVirtualAddress: StartVa + ByteOffset (R81). */
  get virtualAddress(): Va {
    return vaAdd(this.startVa, this.byteOffset);
  }

  /** Pages the buffer spans (R68). */
  get pages(): number {
    return spanPages(this.byteOffset, this.byteCount);
  }

  /** The number of the frame behind a page, counted from 0. */
  frame(page: number): number {
    return this.u32(SIZE_OF.MDL + page * 8);
  }

  /** Sets the frame behind a page. */
  setFrame(page: number, frame: number): void {
    this.set32(SIZE_OF.MDL + page * 8, frame);
    this.set32(SIZE_OF.MDL + page * 8 + 4, 0);
  }
}
