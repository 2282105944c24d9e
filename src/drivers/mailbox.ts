import {
  type DriverObject,
  type IoStackLocation,
  type Irp,
  NULL_VA,
  RaisedException,
  type Va,
  vaAdd,
} from '../impl/ddi/index.ts';
import { IRP_MJ_FLUSH_BUFFERS } from '../nt/irp.ts';
import {
  NT_SUCCESS,
  type NTSTATUS,
  STATUS_BUFFER_OVERFLOW,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_PARAMETER,
  STATUS_PIPE_EMPTY,
  STATUS_QUOTA_EXCEEDED,
  STATUS_SUCCESS,
} from '../nt/ntstatus.ts';
import { POOL_FLAG_NON_PAGED, POOL_FLAG_UNINITIALIZED, poolTag } from '../nt/pool.ts';
import {
  type Answer,
  answerOf,
  type MappedBuffer,
  transferred,
  WdmDriver,
  wdmDriverModule,
} from './wdm-driver.ts';

const TAG = poolTag('Mail');
/** Messages that wait at most. */
export const MAX_MESSAGES = 4;
/** The longest write, bytes: what a caller can have the driver allocate. */
const MAX_WRITE_BYTES = 4096;
/** Bytes of a message's length, in front of it. */
export const PREFIX_BYTES = 1;

/**
 * A queue of messages. A write is one: its first byte is the length of what follows and counts, bytes after that
 * don't matter. It is fetched once into a pool block of its own, and looked at there. A read takes the oldest; one
 * that is too short for it gets the beginning with STATUS_BUFFER_OVERFLOW, and the rest is lost. A flush empties the
 * queue.
 */
export class Mailbox extends WdmDriver {
  /** The blocks of waiting messages, the oldest first. */
  protected readonly queue: Va[] = [];

  protected override release(): void {
    this.empty();
  }

  protected override setRoutines(driver: DriverObject): void {
    super.setRoutines(driver);
    this.setRoutine(driver, IRP_MJ_FLUSH_BUFFERS, (irp) => this.flush(irp));
  }

  protected flush(irpVa: Va): NTSTATUS {
    this.empty();
    return this.complete(irpVa, transferred(0));
  }

  protected override answerRead(irp: Irp, location: IoStackLocation): Answer {
    const buffer = this.locate(irp, location);
    if (buffer === null) return answerOf(STATUS_INSUFFICIENT_RESOURCES);
    const [oldest] = this.queue;
    if (oldest === undefined) return answerOf(STATUS_PIPE_EMPTY);
    return this.guarded(() => this.take(oldest, buffer));
  }

  protected override answerWrite(irp: Irp, location: IoStackLocation): Answer {
    const status = this.validateWrite(location.length);
    if (!NT_SUCCESS(status)) return answerOf(status);
    const buffer = this.locate(irp, location);
    if (buffer === null) return answerOf(STATUS_INSUFFICIENT_RESOURCES);
    return this.guarded(() => this.post(buffer));
  }

  /** The buffer of the request; in neither mode the caller's own, to be accessed under guard only. */
  protected locate(irp: Irp, location: IoStackLocation): MappedBuffer | null {
    if (this.mode !== 'neither') return this.bufferOf(irp, location);
    return { address: irp.userBuffer, lengthBytes: location.length };
  }

  protected validateWrite(lengthBytes: number): NTSTATUS {
    if (lengthBytes < PREFIX_BYTES || lengthBytes > MAX_WRITE_BYTES) return STATUS_INVALID_PARAMETER;
    return this.hasRoom() ? STATUS_SUCCESS : STATUS_QUOTA_EXCEEDED;
  }

  /** Whether one more message may wait. */
  protected hasRoom(): boolean {
    return this.queue.length < MAX_MESSAGES;
  }

  protected take(block: Va, buffer: MappedBuffer): Answer {
    const length = this.messageBytes(block);
    const size = Math.min(length, buffer.lengthBytes);
    this.deliver(block, buffer, size);
    this.remove(block);
    return { status: this.statusOf(size, length), information: size };
  }

  /** Copies the beginning of a message to the caller. */
  protected deliver(block: Va, buffer: MappedBuffer, sizeBytes: number): void {
    this.probeForWrite(buffer);
    this.ddi.memory.copy(buffer.address, vaAdd(block, PREFIX_BYTES), sizeBytes);
  }

  /** A warning for a message of which only a part fits (R0.1). */
  protected statusOf(sizeBytes: number, messageBytes: number): NTSTATUS {
    return sizeBytes < messageBytes ? STATUS_BUFFER_OVERFLOW : STATUS_SUCCESS;
  }

  protected post(buffer: MappedBuffer): Answer {
    const block = this.allocate(buffer.lengthBytes);
    if (block === NULL_VA) return answerOf(STATUS_INSUFFICIENT_RESOURCES);
    this.fill(block, buffer);
    if (!this.isMessage(block, buffer)) return this.refuse(block);
    this.add(block);
    return transferred(buffer.lengthBytes);
  }

  /** What the answer is when a block holds no message. */
  protected refuse(block: Va): Answer {
    this.free(block);
    return answerOf(STATUS_INVALID_PARAMETER);
  }

  /** Contents are overwritten at once. */
  protected allocate(sizeBytes: number): Va {
    return this.ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED | POOL_FLAG_UNINITIALIZED, sizeBytes, TAG);
  }

  protected free(block: Va): void {
    this.ddi.ExFreePoolWithTag(block, TAG);
  }

  /** Fetches what is to be a message. A block that stays without is freed. */
  protected fill(block: Va, buffer: MappedBuffer): void {
    try {
      this.fetch(block, buffer);
    } catch (error) {
      if (error instanceof RaisedException) this.free(block);
      throw error;
    }
  }

  /** The only look at the caller's memory: it may change at any time. */
  protected fetch(block: Va, buffer: MappedBuffer): void {
    if (this.mode === 'neither') this.ddi.ProbeForRead(buffer.address, buffer.lengthBytes, 1);
    this.ddi.memory.copy(block, buffer.address, buffer.lengthBytes);
  }

  protected probeForWrite({ address, lengthBytes }: MappedBuffer): void {
    if (this.mode === 'neither') this.ddi.ProbeForWrite(address, lengthBytes, 1);
  }

  /** Whether the length that a block begins with stays within what was written. */
  protected isMessage(block: Va, buffer: MappedBuffer): boolean {
    return this.messageBytes(block) <= buffer.lengthBytes - PREFIX_BYTES;
  }

  /** Bytes of the message in a block. */
  protected messageBytes(block: Va): number {
    return this.ddi.memory.readU8(block);
  }

  /** Puts a message behind those that wait. */
  protected add(block: Va): void {
    this.queue.push(block);
  }

  /** Frees every message that waits. */
  protected empty(): void {
    for (const block of this.queue.splice(0)) this.free(block);
  }

  /** Takes the oldest message, which is in `block`, off the queue. */
  protected remove(block: Va): void {
    this.queue.shift();
    this.free(block);
  }
}

export const mailboxDriver = wdmDriverModule(Mailbox);
