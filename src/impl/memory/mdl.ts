import { MDL as LAYOUT, SIZE_OF } from '../../nt/layout.ts';
import { spanPages } from '../../nt/page.ts';
import type { DriverMemory } from './driver-memory.ts';
import { fieldsOf, type MachineFields } from './structure.ts';
import { NULL_VA, type Va, vaAdd } from './va.ts';

/** A memory descriptor list: a header and the frame numbers of its pages (R67). */
export class Mdl {
  readonly va: Va;
  private readonly fields: MachineFields;
  /** Byte position of the structure in the frames. */
  private readonly at: number;

  constructor(memory: DriverMemory, va: Va) {
    const fields = fieldsOf(memory);
    this.va = va;
    this.fields = fields;
    this.at = fields.owner.position(va);
  }

  /** The memory it lies in. */
  get memory(): DriverMemory {
    return this.fields.owner;
  }

  /** A view of the MDL at `va`, or null for NULL. */
  static at(memory: DriverMemory, va: Va): Mdl | null {
    return va === NULL_VA ? null : new Mdl(memory, va);
  }

  get next(): Va {
    return this.fields.pointer(this.at + LAYOUT.Next);
  }

  set next(value: Va) {
    this.fields.setPointer(this.at + LAYOUT.Next, value);
  }

  /** Bytes of header and frame numbers, as stored: truncated to 16 bits (R69). */
  get size(): number {
    return this.fields.u16(this.at + LAYOUT.Size);
  }

  set size(value: number) {
    this.fields.setU16(this.at + LAYOUT.Size, value);
  }

  get mdlFlags(): number {
    return this.fields.u16(this.at + LAYOUT.MdlFlags);
  }

  set mdlFlags(value: number) {
    this.fields.setU16(this.at + LAYOUT.MdlFlags, value);
  }

  get process(): Va {
    return this.fields.pointer(this.at + LAYOUT.Process);
  }

  set process(value: Va) {
    this.fields.setPointer(this.at + LAYOUT.Process, value);
  }

  get mappedSystemVa(): Va {
    return this.fields.pointer(this.at + LAYOUT.MappedSystemVa);
  }

  set mappedSystemVa(value: Va) {
    this.fields.setPointer(this.at + LAYOUT.MappedSystemVa, value);
  }

  get startVa(): Va {
    return this.fields.pointer(this.at + LAYOUT.StartVa);
  }

  set startVa(value: Va) {
    this.fields.setPointer(this.at + LAYOUT.StartVa, value);
  }

  get byteCount(): number {
    return this.fields.u32(this.at + LAYOUT.ByteCount);
  }

  set byteCount(value: number) {
    this.fields.set32(this.at + LAYOUT.ByteCount, value);
  }

  /** Bytes into the first page at which the buffer begins: nothing to do with a file offset (R81). */
  get byteOffset(): number {
    return this.fields.u32(this.at + LAYOUT.ByteOffset);
  }

  set byteOffset(value: number) {
    this.fields.set32(this.at + LAYOUT.ByteOffset, value);
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
    return this.fields.u32(this.at + SIZE_OF.MDL + page * 8);
  }

  /** Sets the frame behind a page. */
  setFrame(page: number, frame: number): void {
    this.fields.set32(this.at + SIZE_OF.MDL + page * 8, frame);
    this.fields.set32(this.at + SIZE_OF.MDL + page * 8 + 4, 0);
  }
}
