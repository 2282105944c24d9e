import { SL_PENDING_RETURNED } from '../../nt/irp.ts';
import { IRP as LAYOUT, SIZE_OF } from '../../nt/layout.ts';
import type { NTSTATUS } from '../../nt/ntstatus.ts';
import { Structure } from '../memory/structure.ts';
import { type Va, vaAdd } from '../memory/va.ts';
import { IoStackLocation } from './io-stack-location.ts';

/** An I/O request packet: header, then one stack location for each driver of the stack. */
export class Irp extends Structure {
  get type(): number {
    return this.u16(LAYOUT.Type);
  }

  set type(value: number) {
    this.setU16(LAYOUT.Type, value);
  }

  set size(value: number) {
    this.setU16(LAYOUT.Size, value);
  }

  get mdlAddress(): Va {
    return this.pointer(LAYOUT.MdlAddress);
  }

  set mdlAddress(value: Va) {
    this.setPointer(LAYOUT.MdlAddress, value);
  }

  /** IRP_* flags. */
  get flags(): number {
    return this.i32(LAYOUT.Flags);
  }

  set flags(value: number) {
    this.set32(LAYOUT.Flags, value);
  }

  /** AssociatedIrp.SystemBuffer. */
  get systemBuffer(): Va {
    return this.pointer(LAYOUT.AssociatedIrp);
  }

  set systemBuffer(value: Va) {
    this.setPointer(LAYOUT.AssociatedIrp, value);
  }

  /** IoStatus.Status. */
  get status(): NTSTATUS {
    return this.i32(LAYOUT['IoStatus.Status']);
  }

  set status(value: NTSTATUS) {
    this.set32(LAYOUT['IoStatus.Status'], value);
  }

  /** IoStatus.Information: bytes transferred, as a number exact below 2^53. */
  get information(): number {
    return this.u64(LAYOUT['IoStatus.Information']);
  }

  set information(value: number) {
    this.setU64(LAYOUT['IoStatus.Information'], value);
  }

  get requestorMode(): number {
    return this.u8(LAYOUT.RequestorMode);
  }

  set requestorMode(value: number) {
    this.setU8(LAYOUT.RequestorMode, value);
  }

  get pendingReturned(): boolean {
    return this.u8(LAYOUT.PendingReturned) !== 0;
  }

  set pendingReturned(value: boolean) {
    this.setU8(LAYOUT.PendingReturned, value ? 1 : 0);
  }

  get stackCount(): number {
    return this.u8(LAYOUT.StackCount);
  }

  set stackCount(value: number) {
    this.setU8(LAYOUT.StackCount, value);
  }

  /** Number of the current location, 1 the lowest; StackCount + 1 before dispatch (R59). */
  get currentLocation(): number {
    return this.u8(LAYOUT.CurrentLocation);
  }

  set currentLocation(value: number) {
    this.setU8(LAYOUT.CurrentLocation, value);
  }

  get userIosb(): Va {
    return this.pointer(LAYOUT.UserIosb);
  }

  set userIosb(value: Va) {
    this.setPointer(LAYOUT.UserIosb, value);
  }

  get userEvent(): Va {
    return this.pointer(LAYOUT.UserEvent);
  }

  set userEvent(value: Va) {
    this.setPointer(LAYOUT.UserEvent, value);
  }

  get userBuffer(): Va {
    return this.pointer(LAYOUT.UserBuffer);
  }

  set userBuffer(value: Va) {
    this.setPointer(LAYOUT.UserBuffer, value);
  }

  /** Tail.Overlay.CurrentStackLocation, as IoGetCurrentIrpStackLocation reads it. */
  get currentStackLocationVa(): Va {
    return this.pointer(LAYOUT['Tail.Overlay.CurrentStackLocation']);
  }

  set currentStackLocationVa(value: Va) {
    this.setPointer(LAYOUT['Tail.Overlay.CurrentStackLocation'], value);
  }

  set originalFileObject(value: Va) {
    this.setPointer(LAYOUT['Tail.Overlay.OriginalFileObject'], value);
  }

  /** IoGetCurrentIrpStackLocation. */
  get currentStackLocation(): IoStackLocation {
    return new IoStackLocation(this.machineMemory, this.currentStackLocationVa);
  }

  /** IoGetNextIrpStackLocation: the location below the current one (R59b). */
  get nextStackLocation(): IoStackLocation {
    return new IoStackLocation(
      this.machineMemory,
      vaAdd(this.currentStackLocationVa, -SIZE_OF.IO_STACK_LOCATION),
    );
  }

  /** IoMarkIrpPending: sets SL_PENDING_RETURNED in the current location (R61). */
  markPending(): void {
    this.currentStackLocation.control |= SL_PENDING_RETURNED;
  }

  /** IoSkipCurrentIrpStackLocation: the driver below is given this driver's own location (R59b). */
  skipCurrentStackLocation(): void {
    this.currentLocation += 1;
    this.currentStackLocationVa = vaAdd(this.currentStackLocationVa, SIZE_OF.IO_STACK_LOCATION);
  }

  /** IoCopyCurrentIrpStackLocationToNext (R59b). */
  copyCurrentStackLocationToNext(): void {
    this.currentStackLocation.copyTo(this.nextStackLocation);
  }
}
