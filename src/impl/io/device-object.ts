import { DEVICE_OBJECT as LAYOUT } from '../../nt/layout.ts';
import type { DriverMemory } from '../memory/driver-memory.ts';
import { fieldsOf, type MachineFields } from '../memory/structure.ts';
import type { Va } from '../memory/va.ts';

/** A device object. */
export class DeviceObject {
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

  /** Bytes, with the extension. */
  get size(): number {
    return this.fields.u16(this.at + LAYOUT.Size);
  }

  set size(value: number) {
    this.fields.setU16(this.at + LAYOUT.Size, value);
  }

  /** File objects that are open on the device. */
  get referenceCount(): number {
    return this.fields.i32(this.at + LAYOUT.ReferenceCount);
  }

  set referenceCount(value: number) {
    this.fields.set32(this.at + LAYOUT.ReferenceCount, value);
  }

  get driverObject(): Va {
    return this.fields.pointer(this.at + LAYOUT.DriverObject);
  }

  set driverObject(value: Va) {
    this.fields.setPointer(this.at + LAYOUT.DriverObject, value);
  }

  get nextDevice(): Va {
    return this.fields.pointer(this.at + LAYOUT.NextDevice);
  }

  set nextDevice(value: Va) {
    this.fields.setPointer(this.at + LAYOUT.NextDevice, value);
  }

  get attachedDevice(): Va {
    return this.fields.pointer(this.at + LAYOUT.AttachedDevice);
  }

  set attachedDevice(value: Va) {
    this.fields.setPointer(this.at + LAYOUT.AttachedDevice, value);
  }

  /** DO_* flags. */
  get flags(): number {
    return this.fields.i32(this.at + LAYOUT.Flags);
  }

  set flags(value: number) {
    this.fields.set32(this.at + LAYOUT.Flags, value);
  }

  /** FILE_DEVICE_* characteristics. */
  get characteristics(): number {
    return this.fields.i32(this.at + LAYOUT.Characteristics);
  }

  set characteristics(value: number) {
    this.fields.set32(this.at + LAYOUT.Characteristics, value);
  }

  get deviceExtension(): Va {
    return this.fields.pointer(this.at + LAYOUT.DeviceExtension);
  }

  set deviceExtension(value: Va) {
    this.fields.setPointer(this.at + LAYOUT.DeviceExtension, value);
  }

  get deviceType(): number {
    return this.fields.i32(this.at + LAYOUT.DeviceType);
  }

  set deviceType(value: number) {
    this.fields.set32(this.at + LAYOUT.DeviceType, value);
  }

  get stackSize(): number {
    return this.fields.u8(this.at + LAYOUT.StackSize);
  }

  set stackSize(value: number) {
    this.fields.setU8(this.at + LAYOUT.StackSize, value);
  }

  get alignmentRequirement(): number {
    return this.fields.i32(this.at + LAYOUT.AlignmentRequirement);
  }

  set alignmentRequirement(value: number) {
    this.fields.set32(this.at + LAYOUT.AlignmentRequirement, value);
  }

  get sectorSize(): number {
    return this.fields.u16(this.at + LAYOUT.SectorSize);
  }

  set sectorSize(value: number) {
    this.fields.setU16(this.at + LAYOUT.SectorSize, value);
  }
}
