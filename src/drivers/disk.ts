import { FileObject, type IoStackLocation, type Irp, NULL_VA, type Va, vaAdd } from '../impl/ddi/index.ts';
import { FILE_WRITE_TO_END_OF_FILE } from '../nt/byte-offset.ts';
import { FO_SYNCHRONOUS_IO } from '../nt/device.ts';
import { PASSIVE_LEVEL } from '../nt/irql.ts';
import { IoReadAccess, IoWriteAccess } from '../nt/mdl.ts';
import {
  NT_SUCCESS,
  type NTSTATUS,
  STATUS_DISK_FULL,
  STATUS_END_OF_FILE,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_PARAMETER,
  STATUS_SUCCESS,
} from '../nt/ntstatus.ts';
import { POOL_FLAG_NON_PAGED, poolTag } from '../nt/pool.ts';
import { LockingDriver } from './locking-driver.ts';
import { type Answer, answerOf, type MappedBuffer, transferred, wdmDriverModule } from './wdm-driver.ts';

const TAG = poolTag('Disk');
/** Bytes of the disk. */
export const DISK_BYTES = 8192;

/**
 * A RAM disk in nonpaged pool. Every mode respects the request's offset; reads and writes end at the end of the
 * disk; a write at -1 goes behind the highest byte written (R26). On a synchronous file the position moves with
 * each successful transfer (R28).
 */
export class Disk extends LockingDriver {
  /** A KSPIN_LOCK. */
  protected override readonly extensionBytes: number = 8;
  protected storage: Va = NULL_VA;
  /** Behind the highest byte written, bytes. */
  protected end = 0;
  /** The IRQL that `lock` found and `unlock` restores. */
  protected oldIrql = PASSIVE_LEVEL;

  protected override initialize(): NTSTATUS {
    this.storage = this.allocate(DISK_BYTES, TAG);
    return this.storage === NULL_VA ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;
  }

  /** Pool whose bytes are all zero. */
  protected allocate(sizeBytes: number, tag: number): Va {
    return this.ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeBytes, tag);
  }

  protected override release(): void {
    this.ddi.ExFreePoolWithTag(this.storage, TAG);
  }

  protected override answerRead(irp: Irp, location: IoStackLocation): Answer {
    const status = this.validateRead(location.byteOffset);
    if (!NT_SUCCESS(status)) return answerOf(status);
    return this.withBuffer(irp, location, IoWriteAccess, (buffer) => this.readAt(location, buffer));
  }

  protected override answerWrite(irp: Irp, location: IoStackLocation): Answer {
    const status = this.validateWrite(location.byteOffset);
    if (!NT_SUCCESS(status)) return answerOf(status);
    return this.withBuffer(irp, location, IoReadAccess, (buffer) => this.writeAt(location, buffer));
  }

  protected validateRead(offset: bigint): NTSTATUS {
    return offset < 0n ? STATUS_INVALID_PARAMETER : STATUS_SUCCESS;
  }

  /** Of the negative offsets only -1 means something. */
  protected validateWrite(offset: bigint): NTSTATUS {
    return offset < FILE_WRITE_TO_END_OF_FILE ? STATUS_INVALID_PARAMETER : STATUS_SUCCESS;
  }

  protected readAt(location: IoStackLocation, buffer: MappedBuffer): Answer {
    const { byteOffset } = location;
    this.lock();
    const answer = this.copyOut(byteOffset, buffer);
    this.unlock();
    this.advance(location, byteOffset, answer);
    return answer;
  }

  protected writeAt(location: IoStackLocation, buffer: MappedBuffer): Answer {
    this.lock();
    const start = this.resolve(location.byteOffset);
    const answer = this.copyIn(start, buffer);
    this.extend(start, answer);
    this.unlock();
    this.advance(location, start, answer);
    return answer;
  }

  protected copyOut(start: bigint, buffer: MappedBuffer): Answer {
    return this.transfer(start, buffer, STATUS_END_OF_FILE, (stored, size) =>
      this.copy(buffer.address, stored, size),
    );
  }

  protected copyIn(start: bigint, buffer: MappedBuffer): Answer {
    return this.transfer(start, buffer, STATUS_DISK_FULL, (stored, size) =>
      this.copy(stored, buffer.address, size),
    );
  }

  /** Where a write goes: -1 stands for behind the highest byte written. */
  protected resolve(offset: bigint): bigint {
    return offset === FILE_WRITE_TO_END_OF_FILE ? BigInt(this.end) : offset;
  }

  /** Transfers what lies on the disk; `beyond` is the status of a transfer of which nothing does. */
  protected transfer(
    start: bigint,
    buffer: MappedBuffer,
    beyond: NTSTATUS,
    copy: (stored: Va, sizeBytes: number) => void,
  ): Answer {
    if (buffer.lengthBytes === 0) return transferred(0);
    if (this.isBeyondEnd(start)) return answerOf(beyond);
    const size = this.clamp(Number(start), buffer.lengthBytes);
    copy(vaAdd(this.storage, Number(start)), size);
    return transferred(size);
  }

  /** Whether the disk has no byte at `start`. */
  protected isBeyondEnd(start: bigint): boolean {
    return start >= BigInt(DISK_BYTES);
  }

  /** As many of the bytes from `start` on as the disk has. */
  protected clamp(start: number, lengthBytes: number): number {
    return Math.min(lengthBytes, DISK_BYTES - start);
  }

  protected copy(target: Va, source: Va, sizeBytes: number): void {
    this.ddi.memory.copy(target, source, sizeBytes);
  }

  protected extend(start: bigint, { information }: Answer): void {
    if (information > 0) this.end = Math.max(this.end, Number(start) + information);
  }

  /** R28: the position of a synchronous file is the driver's to move. */
  protected advance(location: IoStackLocation, start: bigint, { status, information }: Answer): void {
    if (!NT_SUCCESS(status)) return;
    const file = new FileObject(this.ddi.memory, location.fileObject);
    if ((file.flags & FO_SYNCHRONOUS_IO) !== 0) file.currentByteOffset = start + BigInt(information);
  }

  protected override createDevice(driver: Va): NTSTATUS {
    const status = super.createDevice(driver);
    if (NT_SUCCESS(status)) this.ddi.KeInitializeSpinLock(this.extension);
    return status;
  }

  /** Keeps other requests from the storage; raises the IRQL. */
  protected lock(): void {
    this.oldIrql = this.ddi.KeAcquireSpinLock(this.extension);
  }

  protected unlock(): void {
    this.ddi.KeReleaseSpinLock(this.extension, this.oldIrql);
  }
}

export const diskDriver = wdmDriverModule(Disk);
