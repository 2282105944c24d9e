import { DEVICE_OBJECT as LAYOUT } from '../../nt/layout.ts';
import { Structure } from '../memory/structure.ts';
import type { Va } from '../memory/va.ts';

/** A device object. */
export class DeviceObject extends Structure {
  set type(value: number) {
    this.setU16(LAYOUT.Type, value);
  }

  /** Bytes, with the extension. */
  get size(): number {
    return this.u16(LAYOUT.Size);
  }

  set size(value: number) {
    this.setU16(LAYOUT.Size, value);
  }

  /** File objects that are open on the device. */
  get referenceCount(): number {
    return this.i32(LAYOUT.ReferenceCount);
  }

  set referenceCount(value: number) {
    this.set32(LAYOUT.ReferenceCount, value);
  }

  get driverObject(): Va {
    return this.pointer(LAYOUT.DriverObject);
  }

  set driverObject(value: Va) {
    this.setPointer(LAYOUT.DriverObject, value);
  }

  get nextDevice(): Va {
    return this.pointer(LAYOUT.NextDevice);
  }

  set nextDevice(value: Va) {
    this.setPointer(LAYOUT.NextDevice, value);
  }

  get attachedDevice(): Va {
    return this.pointer(LAYOUT.AttachedDevice);
  }

  set attachedDevice(value: Va) {
    this.setPointer(LAYOUT.AttachedDevice, value);
  }

  /** DO_* flags. */
  get flags(): number {
    return this.i32(LAYOUT.Flags);
  }

  set flags(value: number) {
    this.set32(LAYOUT.Flags, value);
  }

  /** FILE_DEVICE_* characteristics. */
  get characteristics(): number {
    return this.i32(LAYOUT.Characteristics);
  }

  set characteristics(value: number) {
    this.set32(LAYOUT.Characteristics, value);
  }

  get deviceExtension(): Va {
    return this.pointer(LAYOUT.DeviceExtension);
  }

  set deviceExtension(value: Va) {
    this.setPointer(LAYOUT.DeviceExtension, value);
  }

  get deviceType(): number {
    return this.i32(LAYOUT.DeviceType);
  }

  set deviceType(value: number) {
    this.set32(LAYOUT.DeviceType, value);
  }

  get stackSize(): number {
    return this.u8(LAYOUT.StackSize);
  }

  set stackSize(value: number) {
    this.setU8(LAYOUT.StackSize, value);
  }

  get alignmentRequirement(): number {
    return this.i32(LAYOUT.AlignmentRequirement);
  }

  set alignmentRequirement(value: number) {
    this.set32(LAYOUT.AlignmentRequirement, value);
  }

  get sectorSize(): number {
    return this.u16(LAYOUT.SectorSize);
  }

  set sectorSize(value: number) {
    this.setU16(LAYOUT.SectorSize, value);
  }
}
