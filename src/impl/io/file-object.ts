import { FILE_OBJECT as LAYOUT } from '../../nt/layout.ts';
import type { NTSTATUS } from '../../nt/ntstatus.ts';
import type { DriverMemory } from '../memory/driver-memory.ts';
import { fieldsOf, type MachineFields } from '../memory/structure.ts';
import { type Va, vaAdd } from '../memory/va.ts';

/** Offset of DISPATCHER_HEADER.SignalState in an event. */
const SIGNAL_STATE = 4;

/** A file object: one open of a device. */
export class FileObject {
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

  set type(value: number) {
    this.fields.setU16(this.at + LAYOUT.Type, value);
  }

  set size(value: number) {
    this.fields.setU16(this.at + LAYOUT.Size, value);
  }

  /** The device that was named, not the top of its stack (R8). */
  get deviceObject(): Va {
    return this.fields.pointer(this.at + LAYOUT.DeviceObject);
  }

  set deviceObject(value: Va) {
    this.fields.setPointer(this.at + LAYOUT.DeviceObject, value);
  }

  /** The driver's own, for each open. */
  get fsContext(): Va {
    return this.fields.pointer(this.at + LAYOUT.FsContext);
  }

  set fsContext(value: Va) {
    this.fields.setPointer(this.at + LAYOUT.FsContext, value);
  }

  /** FO_* flags. */
  get flags(): number {
    return this.fields.i32(this.at + LAYOUT.Flags);
  }

  set flags(value: number) {
    this.fields.set32(this.at + LAYOUT.Flags, value);
  }

  get finalStatus(): NTSTATUS {
    return this.fields.i32(this.at + LAYOUT.FinalStatus);
  }

  set finalStatus(value: NTSTATUS) {
    this.fields.set32(this.at + LAYOUT.FinalStatus, value);
  }

  /** Address of the FileName string. */
  get fileName(): Va {
    return vaAdd(this.va, LAYOUT.FileName);
  }

  /** Bytes; who advances it is the driver (R28). */
  get currentByteOffset(): bigint {
    return this.fields.i64(this.at + LAYOUT.CurrentByteOffset);
  }

  set currentByteOffset(value: bigint) {
    this.fields.setI64(this.at + LAYOUT.CurrentByteOffset, value);
  }

  get currentByteOffsetLow(): number {
    return this.fields.i32(this.at + LAYOUT.CurrentByteOffset);
  }

  get currentByteOffsetHigh(): number {
    return this.fields.i32(this.at + LAYOUT.CurrentByteOffset + 4);
  }

  /** Sets CurrentByteOffset by halves, as signed 32-bit integers. */
  setCurrentByteOffset(low: number, high: number): void {
    this.fields.set32(this.at + LAYOUT.CurrentByteOffset, low);
    this.fields.set32(this.at + LAYOUT.CurrentByteOffset + 4, high);
  }

  /** Address of the event that completion signals when the caller gave none. */
  get event(): Va {
    return vaAdd(this.va, LAYOUT.Event);
  }

  get eventSignaled(): boolean {
    return this.fields.i32(this.at + LAYOUT.Event + SIGNAL_STATE) !== 0;
  }

  set eventSignaled(value: boolean) {
    this.fields.set32(this.at + LAYOUT.Event + SIGNAL_STATE, value ? 1 : 0);
  }
}
