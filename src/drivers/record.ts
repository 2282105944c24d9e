import type { DriverModule } from '../impl/ddi/index.ts';
import {
  bytes,
  type Device,
  DeviceOperations,
  type Framework,
  type IoRequest,
  Ok,
  type ReadRequest,
  type Result,
  type UserPtr,
  type WriteRequest,
} from '../impl/framework/index.ts';
import { exampleDriver } from './example-device.ts';

/** Key of a request (R30): the size of T in bytes, and whether the method that doesn't fit is called. */
const SIZE_MASK = 0xffff;
const OPPOSITE_DIRECTION = 0x10000;

/**
 * A device that keeps one record of a type T, moved through `UserPtr.read<T>` and `write<T>` (M6).
 * The request's Key chooses T, an array of that many bytes. The offset does not matter.
 */
export class RecordDevice extends DeviceOperations {
  protected record: Uint8Array = new Uint8Array(0);

  override read(_device: Device, request: ReadRequest): Result<void> {
    const { key } = request.stackLocation();
    const sizeBytes = this.sizeOf(key);
    const userPtr = request.userPtr();
    if ((key & OPPOSITE_DIRECTION) !== 0)
      return this.completeOpposite(request, userPtr.read(bytes(sizeBytes)));
    return this.giveRecord(request, userPtr, sizeBytes);
  }

  override write(_device: Device, request: WriteRequest): Result<void> {
    const { key } = request.stackLocation();
    const sizeBytes = this.sizeOf(key);
    const userPtr = request.userPtr();
    if ((key & OPPOSITE_DIRECTION) !== 0) {
      return this.completeOpposite(request, userPtr.write(bytes(sizeBytes), new Uint8Array(sizeBytes)));
    }
    return this.takeRecord(request, userPtr, sizeBytes);
  }

  /** Stores T in the buffer: the record, cut or padded with zeros to the size of T. */
  protected giveRecord(request: ReadRequest, userPtr: UserPtr, sizeBytes: number): Result<void> {
    const record = new Uint8Array(sizeBytes);
    record.set(this.record.subarray(0, sizeBytes));
    const written = this.give(userPtr, record);
    if (!written.ok) return written;
    request.complete(Ok(sizeBytes));
    return Ok();
  }

  /** The size of T in bytes. */
  protected sizeOf(key: number): number {
    return key & SIZE_MASK;
  }

  /** Stores a T in the buffer. */
  protected give(userPtr: UserPtr, record: Uint8Array): Result<void> {
    return userPtr.write(bytes(record.length), record);
  }

  /** The record becomes the T in the buffer. */
  protected takeRecord(request: WriteRequest, userPtr: UserPtr, sizeBytes: number): Result<void> {
    const record = userPtr.read(bytes(sizeBytes));
    if (!record.ok) return record;
    this.record = record.value;
    request.complete(Ok(sizeBytes));
    return Ok();
  }

  /** The method that doesn't fit has nothing to work with: it succeeds for a T of no bytes alone. */
  protected completeOpposite(request: IoRequest, moved: Result<unknown>): Result<void> {
    if (!moved.ok) return moved;
    request.complete(Ok(0));
    return Ok();
  }
}

/** A driver with the record device. */
export function recordDriver(framework: Framework): DriverModule {
  return exampleDriver(framework, () => new RecordDevice());
}
