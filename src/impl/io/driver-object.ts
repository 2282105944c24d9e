import { DRIVER_OBJECT as LAYOUT } from '../../nt/layout.ts';
import type { DriverMemory } from '../memory/driver-memory.ts';
import { fieldsOf, type MachineFields } from '../memory/structure.ts';
import type { Va } from '../memory/va.ts';

/** A driver object: its devices and the table of its routines. */
export class DriverObject {
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

  /** The first of the driver's devices; they are linked through NextDevice. */
  get deviceObject(): Va {
    return this.fields.pointer(this.at + LAYOUT.DeviceObject);
  }

  set deviceObject(value: Va) {
    this.fields.setPointer(this.at + LAYOUT.DeviceObject, value);
  }

  /** DRVO_* flags. */
  get flags(): number {
    return this.fields.i32(this.at + LAYOUT.Flags);
  }

  set flags(value: number) {
    this.fields.set32(this.at + LAYOUT.Flags, value);
  }

  set driverExtension(value: Va) {
    this.fields.setPointer(this.at + LAYOUT.DriverExtension, value);
  }

  set hardwareDatabase(value: Va) {
    this.fields.setPointer(this.at + LAYOUT.HardwareDatabase, value);
  }

  /** A FAST_IO_DISPATCH, whose routines are never called here; NULL for none. */
  get fastIoDispatch(): Va {
    return this.fields.pointer(this.at + LAYOUT.FastIoDispatch);
  }

  set fastIoDispatch(value: Va) {
    this.fields.setPointer(this.at + LAYOUT.FastIoDispatch, value);
  }

  /** The code address of DriverEntry. */
  set driverInit(value: Va) {
    this.fields.setPointer(this.at + LAYOUT.DriverInit, value);
  }

  get driverUnload(): Va {
    return this.fields.pointer(this.at + LAYOUT.DriverUnload);
  }

  set driverUnload(value: Va) {
    this.fields.setPointer(this.at + LAYOUT.DriverUnload, value);
  }

  /** The code address in the slot of a major function. */
  majorFunction(major: number): Va {
    return this.fields.pointer(this.at + LAYOUT.MajorFunction + 8 * major);
  }

  /** Sets the dispatch routine of an IRP_MJ_* code; `routine` comes from `Ddi.routine`. */
  setMajorFunction(major: number, routine: Va): void {
    this.fields.setPointer(this.at + LAYOUT.MajorFunction + 8 * major, routine);
  }
}
