import type { DriverModule } from '../../impl/ddi/index.ts';
import {
  type Device,
  type Framework,
  Ok,
  type Result,
  type WriteRequest,
} from '../../impl/framework/index.ts';
import { ArticleDevice } from '../article.ts';
import { exampleDriver } from '../example-device.ts';

/** Completes a write of 0 bytes at once and leaves what is stored (M4). */
class EmptyWriteIgnoredDevice extends ArticleDevice {
  override write(device: Device, request: WriteRequest): Result<void> {
    const isEmpty = request.offset() <= 0n && request.userPtr().asSlice().length === 0;
    if (!isEmpty) return super.write(device, request);
    request.complete(Ok(0));
    return Ok();
  }
}

export function emptyWriteIgnoredDriver(framework: Framework): DriverModule {
  return exampleDriver(framework, () => new EmptyWriteIgnoredDevice());
}
