import type { DriverModule } from '../impl/ddi/index.ts';
import {
  Access,
  type Device,
  DeviceOperations,
  Err,
  type Framework,
  NtError,
  Ok,
  type ReadRequest,
  type Result,
  type UserPtr,
  type WriteRequest,
} from '../impl/framework/index.ts';
import { exampleDriver } from './example-device.ts';

/** The most a write stores, bytes (M3). */
const MAX_STORED_BYTES = 4096;

/** The article's MyDevice: it keeps what was last written at offset 0. */
export class ArticleDevice extends DeviceOperations {
  protected data: Uint8Array = new Uint8Array(0);

  override read(_device: Device, request: ReadRequest): Result<void> {
    request.complete(Ok(this.copyStored(request)));
    return Ok();
  }

  override write(_device: Device, request: WriteRequest): Result<void> {
    const userPtr = request.userPtr();
    if (request.offset() > 0n) return Err(NtError.END_OF_FILE);
    request.complete(Ok(this.store(userPtr)));
    return Ok();
  }

  /** Copies what is stored from the request's offset on; returns the bytes copied (M2). */
  protected copyStored(request: ReadRequest): number {
    const slice = request.userPtr().asMutSlice();
    const offset = clampOffset(request.offset(), this.data.length);
    const size = Math.min(slice.length, this.data.length - offset);
    slice.copyFrom(this.data, offset, size);
    return size;
  }

  /** Replaces what is stored; returns the bytes stored (M3). */
  protected store(userPtr: UserPtr): number {
    const slice = userPtr.asSlice();
    const size = Math.min(slice.length, MAX_STORED_BYTES);
    this.data = slice.toBytes(0, size);
    return size;
  }
}

/** `(offset as usize).min(length)`: a negative offset is huge as an unsigned number. */
export function clampOffset(offset: bigint, length: number): number {
  return offset < 0n || offset > length ? length : Number(offset);
}

/** A driver with the article's device, which is not exclusive unless asked to be. */
export function articleDriver(framework: Framework, access: Access = Access.NonExclusive): DriverModule {
  return exampleDriver(framework, () => new ArticleDevice(), access);
}
