import { IO_STACK_LOCATION as LAYOUT } from '../../nt/layout.ts';
import { Structure } from '../memory/structure.ts';
import type { Va } from '../memory/va.ts';

/** A stack location: what one driver of the stack is asked to do. Read and write parameters coincide. */
export class IoStackLocation extends Structure {
  get majorFunction(): number {
    return this.u8(LAYOUT.MajorFunction);
  }

  set majorFunction(value: number) {
    this.setU8(LAYOUT.MajorFunction, value);
  }

  get minorFunction(): number {
    return this.u8(LAYOUT.MinorFunction);
  }

  /** SL_* control bits. */
  get control(): number {
    return this.u8(LAYOUT.Control);
  }

  set control(value: number) {
    this.setU8(LAYOUT.Control, value);
  }

  /** Parameters.Read.Length or Parameters.Write.Length, bytes. */
  get length(): number {
    return this.u32(LAYOUT['Parameters.Read.Length']);
  }

  set length(value: number) {
    this.set32(LAYOUT['Parameters.Read.Length'], value);
  }

  /** Parameters.Read.Key or Parameters.Write.Key (R30). */
  get key(): number {
    return this.u32(LAYOUT['Parameters.Read.Key']);
  }

  set key(value: number) {
    this.set32(LAYOUT['Parameters.Read.Key'], value);
  }

  /** Parameters.Read.ByteOffset.QuadPart or Parameters.Write.ByteOffset.QuadPart, bytes. */
  get byteOffset(): bigint {
    return this.i64(LAYOUT['Parameters.Read.ByteOffset']);
  }

  set byteOffset(value: bigint) {
    this.setI64(LAYOUT['Parameters.Read.ByteOffset'], value);
  }

  /** The halves of ByteOffset, as signed 32-bit integers. */
  get byteOffsetLow(): number {
    return this.i32(LAYOUT['Parameters.Read.ByteOffset']);
  }

  get byteOffsetHigh(): number {
    return this.i32(LAYOUT['Parameters.Read.ByteOffset'] + 4);
  }

  /** ByteOffset by halves, as signed 32-bit integers. */
  setByteOffset(low: number, high: number): void {
    this.set32(LAYOUT['Parameters.Read.ByteOffset'], low);
    this.set32(LAYOUT['Parameters.Read.ByteOffset'] + 4, high);
  }

  /** Parameters.Create.SecurityContext: an IO_SECURITY_CONTEXT, valid until the create is completed. */
  get securityContext(): Va {
    return this.pointer(LAYOUT['Parameters.Create.SecurityContext']);
  }

  set securityContext(value: Va) {
    this.setPointer(LAYOUT['Parameters.Create.SecurityContext'], value);
  }

  /** Parameters.Create.Options: the disposition in the high 8 bits, the create options in the others. */
  get createOptions(): number {
    return this.u32(LAYOUT['Parameters.Create.Options']);
  }

  set createOptions(value: number) {
    this.set32(LAYOUT['Parameters.Create.Options'], value);
  }

  /** Parameters.Create.FileAttributes. */
  get fileAttributes(): number {
    return this.u16(LAYOUT['Parameters.Create.FileAttributes']);
  }

  set fileAttributes(value: number) {
    this.setU16(LAYOUT['Parameters.Create.FileAttributes'], value);
  }

  /** Parameters.Create.ShareAccess (R5). */
  get shareAccess(): number {
    return this.u16(LAYOUT['Parameters.Create.ShareAccess']);
  }

  set shareAccess(value: number) {
    this.setU16(LAYOUT['Parameters.Create.ShareAccess'], value);
  }

  get deviceObject(): Va {
    return this.pointer(LAYOUT.DeviceObject);
  }

  set deviceObject(value: Va) {
    this.setPointer(LAYOUT.DeviceObject, value);
  }

  get fileObject(): Va {
    return this.pointer(LAYOUT.FileObject);
  }

  set fileObject(value: Va) {
    this.setPointer(LAYOUT.FileObject, value);
  }

  /** Copies all but the completion routine and its context to another location, whose Control is cleared (R59b). */
  copyTo(target: IoStackLocation): void {
    this.machineMemory.u8.copyWithin(target.at, this.at, this.at + LAYOUT.CompletionRoutine);
    target.control = 0;
  }
}
