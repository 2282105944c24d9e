import type { DriverModule } from '../../impl/ddi/index.ts';
import {
  type ByteView,
  type Device,
  Err,
  type Framework,
  NtError,
  Ok,
  type ReadRequest,
  type Result,
  type WriteRequest,
} from '../../impl/framework/index.ts';
import { ArticleDevice } from '../article.ts';
import { exampleDriver } from '../example-device.ts';

/** Keeps a slice of the request's buffer instead of a copy: the buffer is freed once the request is done (R48). */
class KeepsTheBufferDevice extends ArticleDevice {
  #kept: ByteView | null = null;

  override write(_device: Device, request: WriteRequest): Result<void> {
    const userPtr = request.userPtr();
    if (request.offset() > 0n) return Err(NtError.END_OF_FILE);
    const slice = userPtr.asSlice();
    const size = Math.min(slice.length, 4096);
    this.#kept = slice.subview(0, size);
    request.complete(Ok(size));
    return Ok();
  }

  protected override copyStored(request: ReadRequest): number {
    this.data = this.#kept?.toBytes() ?? this.data;
    return super.copyStored(request);
  }
}

export function keepsTheBufferDriver(framework: Framework): DriverModule {
  return exampleDriver(framework, () => new KeepsTheBufferDevice());
}
