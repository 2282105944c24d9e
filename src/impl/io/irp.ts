import { SL_PENDING_RETURNED } from '../../nt/irp.ts';
import { IRP as LAYOUT, SIZE_OF } from '../../nt/layout.ts';
import type { NTSTATUS } from '../../nt/ntstatus.ts';
import type { DriverMemory } from '../memory/driver-memory.ts';
import { BLINK } from '../memory/list-entry.ts';
import { fieldsOf, type MachineFields } from '../memory/structure.ts';
import { type Va, vaAdd } from '../memory/va.ts';
import { IoStackLocation } from './io-stack-location.ts';

/** An I/O request packet: header, then one stack location for each driver of the stack. */
export class Irp {
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

  get type(): number {
    return this.fields.u16(this.at + LAYOUT.Type);
  }

  set type(value: number) {
    this.fields.setU16(this.at + LAYOUT.Type, value);
  }

  set size(value: number) {
    this.fields.setU16(this.at + LAYOUT.Size, value);
  }

  get mdlAddress(): Va {
    return this.fields.pointer(this.at + LAYOUT.MdlAddress);
  }

  set mdlAddress(value: Va) {
    this.fields.setPointer(this.at + LAYOUT.MdlAddress, value);
  }

  /** IRP_* flags. */
  get flags(): number {
    return this.fields.i32(this.at + LAYOUT.Flags);
  }

  set flags(value: number) {
    this.fields.set32(this.at + LAYOUT.Flags, value);
  }

  /** AssociatedIrp.SystemBuffer. */
  get systemBuffer(): Va {
    return this.fields.pointer(this.at + LAYOUT.AssociatedIrp);
  }

  set systemBuffer(value: Va) {
    this.fields.setPointer(this.at + LAYOUT.AssociatedIrp, value);
  }

  /** IoStatus.Status. */
  get status(): NTSTATUS {
    return this.fields.i32(this.at + LAYOUT['IoStatus.Status']);
  }

  set status(value: NTSTATUS) {
    this.fields.set32(this.at + LAYOUT['IoStatus.Status'], value);
  }

  /** IoStatus.Information: bytes transferred, as a number exact below 2^53. */
  get information(): number {
    return this.fields.u64(this.at + LAYOUT['IoStatus.Information']);
  }

  set information(value: number) {
    this.fields.setU64(this.at + LAYOUT['IoStatus.Information'], value);
  }

  get requestorMode(): number {
    return this.fields.u8(this.at + LAYOUT.RequestorMode);
  }

  set requestorMode(value: number) {
    this.fields.setU8(this.at + LAYOUT.RequestorMode, value);
  }

  get pendingReturned(): boolean {
    return this.fields.u8(this.at + LAYOUT.PendingReturned) !== 0;
  }

  set pendingReturned(value: boolean) {
    this.fields.setU8(this.at + LAYOUT.PendingReturned, value ? 1 : 0);
  }

  get stackCount(): number {
    return this.fields.u8(this.at + LAYOUT.StackCount);
  }

  set stackCount(value: number) {
    this.fields.setU8(this.at + LAYOUT.StackCount, value);
  }

  /** Number of the current location, 1 the lowest; StackCount + 1 before dispatch (R59). */
  get currentLocation(): number {
    return this.fields.u8(this.at + LAYOUT.CurrentLocation);
  }

  set currentLocation(value: number) {
    this.fields.setU8(this.at + LAYOUT.CurrentLocation, value);
  }

  /** IRP_ALLOCATED_* flags (R59). */
  set allocationFlags(value: number) {
    this.fields.setU8(this.at + LAYOUT.AllocationFlags, value);
  }

  get userIosb(): Va {
    return this.fields.pointer(this.at + LAYOUT.UserIosb);
  }

  set userIosb(value: Va) {
    this.fields.setPointer(this.at + LAYOUT.UserIosb, value);
  }

  get userEvent(): Va {
    return this.fields.pointer(this.at + LAYOUT.UserEvent);
  }

  set userEvent(value: Va) {
    this.fields.setPointer(this.at + LAYOUT.UserEvent, value);
  }

  get userBuffer(): Va {
    return this.fields.pointer(this.at + LAYOUT.UserBuffer);
  }

  set userBuffer(value: Va) {
    this.fields.setPointer(this.at + LAYOUT.UserBuffer, value);
  }

  /** Tail.Overlay.Thread: whose request it is (R35). */
  get thread(): Va {
    return this.fields.pointer(this.at + LAYOUT['Tail.Overlay.Thread']);
  }

  set thread(value: Va) {
    this.fields.setPointer(this.at + LAYOUT['Tail.Overlay.Thread'], value);
  }

  /** Address of ThreadListEntry. */
  get threadListEntry(): Va {
    return vaAdd(this.va, LAYOUT.ThreadListEntry);
  }

  /** ThreadListEntry.Flink. */
  get threadListFlink(): Va {
    return this.fields.pointer(this.at + LAYOUT.ThreadListEntry);
  }

  /** ThreadListEntry.Blink. */
  get threadListBlink(): Va {
    return this.fields.pointer(this.at + LAYOUT.ThreadListEntry + BLINK);
  }

  /** Sets both pointers of ThreadListEntry. */
  setThreadListEntry(flink: Va, blink: Va): void {
    this.fields.setPointer(this.at + LAYOUT.ThreadListEntry, flink);
    this.fields.setPointer(this.at + LAYOUT.ThreadListEntry + BLINK, blink);
  }

  /** Tail.Overlay.CurrentStackLocation, as IoGetCurrentIrpStackLocation reads it. */
  get currentStackLocationVa(): Va {
    return this.fields.pointer(this.at + LAYOUT['Tail.Overlay.CurrentStackLocation']);
  }

  set currentStackLocationVa(value: Va) {
    this.fields.setPointer(this.at + LAYOUT['Tail.Overlay.CurrentStackLocation'], value);
  }

  /** Tail.Overlay.OriginalFileObject: whose request it is (R35). */
  get originalFileObject(): Va {
    return this.fields.pointer(this.at + LAYOUT['Tail.Overlay.OriginalFileObject']);
  }

  set originalFileObject(value: Va) {
    this.fields.setPointer(this.at + LAYOUT['Tail.Overlay.OriginalFileObject'], value);
  }

  /** IoGetCurrentIrpStackLocation. */
  get currentStackLocation(): IoStackLocation {
    return new IoStackLocation(this.fields.owner, this.currentStackLocationVa);
  }

  /** IoGetNextIrpStackLocation: the location below the current one (R59b). */
  get nextStackLocation(): IoStackLocation {
    return new IoStackLocation(
      this.fields.owner,
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
