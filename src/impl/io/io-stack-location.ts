import { IO_STACK_LOCATION as LAYOUT } from '../../nt/layout.ts';
import type { DriverMemory } from '../memory/driver-memory.ts';
import { fieldsOf, type MachineFields } from '../memory/structure.ts';
import type { Va } from '../memory/va.ts';

/** A stack location: what one driver of the stack is asked to do. Read and write parameters coincide. */
export class IoStackLocation {
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

  get majorFunction(): number {
    return this.fields.u8(this.at + LAYOUT.MajorFunction);
  }

  set majorFunction(value: number) {
    this.fields.setU8(this.at + LAYOUT.MajorFunction, value);
  }

  get minorFunction(): number {
    return this.fields.u8(this.at + LAYOUT.MinorFunction);
  }

  /** SL_* control bits. */
  get control(): number {
    return this.fields.u8(this.at + LAYOUT.Control);
  }

  set control(value: number) {
    this.fields.setU8(this.at + LAYOUT.Control, value);
  }

  /** SL_* flags that the I/O manager sets for the driver. */
  get flags(): number {
    return this.fields.u8(this.at + LAYOUT.Flags);
  }

  set flags(value: number) {
    this.fields.setU8(this.at + LAYOUT.Flags, value);
  }

  /** Parameters.Read.Length or Parameters.Write.Length, bytes. */
  get length(): number {
    return this.fields.u32(this.at + LAYOUT['Parameters.Read.Length']);
  }

  set length(value: number) {
    this.fields.set32(this.at + LAYOUT['Parameters.Read.Length'], value);
  }

  /** Parameters.Read.Key or Parameters.Write.Key (R30). */
  get key(): number {
    return this.fields.u32(this.at + LAYOUT['Parameters.Read.Key']);
  }

  set key(value: number) {
    this.fields.set32(this.at + LAYOUT['Parameters.Read.Key'], value);
  }

  /** Parameters.Read.ByteOffset.QuadPart or Parameters.Write.ByteOffset.QuadPart, bytes. */
  get byteOffset(): bigint {
    return this.fields.i64(this.at + LAYOUT['Parameters.Read.ByteOffset']);
  }

  set byteOffset(value: bigint) {
    this.fields.setI64(this.at + LAYOUT['Parameters.Read.ByteOffset'], value);
  }

  /** The halves of ByteOffset, as signed 32-bit integers. */
  get byteOffsetLow(): number {
    return this.fields.i32(this.at + LAYOUT['Parameters.Read.ByteOffset']);
  }

  get byteOffsetHigh(): number {
    return this.fields.i32(this.at + LAYOUT['Parameters.Read.ByteOffset'] + 4);
  }

  /** ByteOffset by halves, as signed 32-bit integers. */
  setByteOffset(low: number, high: number): void {
    this.fields.set32(this.at + LAYOUT['Parameters.Read.ByteOffset'], low);
    this.fields.set32(this.at + LAYOUT['Parameters.Read.ByteOffset'] + 4, high);
  }

  /** Parameters.DeviceIoControl.OutputBufferLength, bytes; Parameters.FileSystemControl has the same fields. */
  get outputBufferLength(): number {
    return this.fields.u32(this.at + LAYOUT['Parameters.DeviceIoControl.OutputBufferLength']);
  }

  set outputBufferLength(value: number) {
    this.fields.set32(this.at + LAYOUT['Parameters.DeviceIoControl.OutputBufferLength'], value);
  }

  /** Parameters.DeviceIoControl.InputBufferLength, bytes. */
  get inputBufferLength(): number {
    return this.fields.u32(this.at + LAYOUT['Parameters.DeviceIoControl.InputBufferLength']);
  }

  set inputBufferLength(value: number) {
    this.fields.set32(this.at + LAYOUT['Parameters.DeviceIoControl.InputBufferLength'], value);
  }

  /** Parameters.DeviceIoControl.IoControlCode (R43). */
  get ioControlCode(): number {
    return this.fields.u32(this.at + LAYOUT['Parameters.DeviceIoControl.IoControlCode']);
  }

  set ioControlCode(value: number) {
    this.fields.set32(this.at + LAYOUT['Parameters.DeviceIoControl.IoControlCode'], value);
  }

  /** Parameters.DeviceIoControl.Type3InputBuffer: with METHOD_NEITHER the caller's own address. */
  get type3InputBuffer(): Va {
    return this.fields.pointer(this.at + LAYOUT['Parameters.DeviceIoControl.Type3InputBuffer']);
  }

  set type3InputBuffer(value: Va) {
    this.fields.setPointer(this.at + LAYOUT['Parameters.DeviceIoControl.Type3InputBuffer'], value);
  }

  /** Parameters.Create.SecurityContext: an IO_SECURITY_CONTEXT, valid until the create is completed. */
  get securityContext(): Va {
    return this.fields.pointer(this.at + LAYOUT['Parameters.Create.SecurityContext']);
  }

  set securityContext(value: Va) {
    this.fields.setPointer(this.at + LAYOUT['Parameters.Create.SecurityContext'], value);
  }

  /** Parameters.Create.Options: the disposition in the high 8 bits, the create options in the others. */
  get createOptions(): number {
    return this.fields.u32(this.at + LAYOUT['Parameters.Create.Options']);
  }

  set createOptions(value: number) {
    this.fields.set32(this.at + LAYOUT['Parameters.Create.Options'], value);
  }

  /** Parameters.Create.FileAttributes. */
  get fileAttributes(): number {
    return this.fields.u16(this.at + LAYOUT['Parameters.Create.FileAttributes']);
  }

  set fileAttributes(value: number) {
    this.fields.setU16(this.at + LAYOUT['Parameters.Create.FileAttributes'], value);
  }

  /** Parameters.Create.ShareAccess (R5). */
  get shareAccess(): number {
    return this.fields.u16(this.at + LAYOUT['Parameters.Create.ShareAccess']);
  }

  set shareAccess(value: number) {
    this.fields.setU16(this.at + LAYOUT['Parameters.Create.ShareAccess'], value);
  }

  get deviceObject(): Va {
    return this.fields.pointer(this.at + LAYOUT.DeviceObject);
  }

  set deviceObject(value: Va) {
    this.fields.setPointer(this.at + LAYOUT.DeviceObject, value);
  }

  get fileObject(): Va {
    return this.fields.pointer(this.at + LAYOUT.FileObject);
  }

  set fileObject(value: Va) {
    this.fields.setPointer(this.at + LAYOUT.FileObject, value);
  }

  /** Copies all but the completion routine and its context to another location, whose Control is cleared (R59b). */
  copyTo(target: IoStackLocation): void {
    this.fields.owner.u8.copyWithin(target.at, this.at, this.at + LAYOUT.CompletionRoutine);
    target.control = 0;
  }
}
