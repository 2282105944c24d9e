import { FILE_OBJECT as LAYOUT } from '../../nt/layout.ts';
import type { NTSTATUS } from '../../nt/ntstatus.ts';
import { Structure } from '../memory/structure.ts';
import { type Va, vaAdd } from '../memory/va.ts';

/** Offset of DISPATCHER_HEADER.SignalState in an event. */
const SIGNAL_STATE = 4;

/** A file object: one open of a device. */
export class FileObject extends Structure {
  set type(value: number) {
    this.setU16(LAYOUT.Type, value);
  }

  set size(value: number) {
    this.setU16(LAYOUT.Size, value);
  }

  /** The device that was named, not the top of its stack (R8). */
  get deviceObject(): Va {
    return this.pointer(LAYOUT.DeviceObject);
  }

  set deviceObject(value: Va) {
    this.setPointer(LAYOUT.DeviceObject, value);
  }

  /** The driver's own, for each open. */
  get fsContext(): Va {
    return this.pointer(LAYOUT.FsContext);
  }

  set fsContext(value: Va) {
    this.setPointer(LAYOUT.FsContext, value);
  }

  /** FO_* flags. */
  get flags(): number {
    return this.i32(LAYOUT.Flags);
  }

  set flags(value: number) {
    this.set32(LAYOUT.Flags, value);
  }

  get finalStatus(): NTSTATUS {
    return this.i32(LAYOUT.FinalStatus);
  }

  set finalStatus(value: NTSTATUS) {
    this.set32(LAYOUT.FinalStatus, value);
  }

  /** Address of the FileName string. */
  get fileName(): Va {
    return vaAdd(this.va, LAYOUT.FileName);
  }

  /** Bytes; who advances it is the driver (R28). */
  get currentByteOffset(): bigint {
    return this.i64(LAYOUT.CurrentByteOffset);
  }

  set currentByteOffset(value: bigint) {
    this.setI64(LAYOUT.CurrentByteOffset, value);
  }

  get currentByteOffsetLow(): number {
    return this.i32(LAYOUT.CurrentByteOffset);
  }

  get currentByteOffsetHigh(): number {
    return this.i32(LAYOUT.CurrentByteOffset + 4);
  }

  /** Sets CurrentByteOffset by halves, as signed 32-bit integers. */
  setCurrentByteOffset(low: number, high: number): void {
    this.set32(LAYOUT.CurrentByteOffset, low);
    this.set32(LAYOUT.CurrentByteOffset + 4, high);
  }

  /** Address of the event that completion signals when the caller gave none. */
  get event(): Va {
    return vaAdd(this.va, LAYOUT.Event);
  }

  get eventSignaled(): boolean {
    return this.i32(LAYOUT.Event + SIGNAL_STATE) !== 0;
  }

  set eventSignaled(value: boolean) {
    this.set32(LAYOUT.Event + SIGNAL_STATE, value ? 1 : 0);
  }
}
