import type { DriverModule } from '../../impl/ddi/index.ts';
import {
  type Device,
  Err,
  type Framework,
  NtError,
  Ok,
  type Result,
  type WriteRequest,
} from '../../impl/framework/index.ts';
import { ArticleDevice } from '../article.ts';
import { exampleDriver } from '../example-device.ts';

/** Takes 5,000 for the most that a write stores, instead of a page (M3). */
class StoresBeyondLimitDevice extends ArticleDevice {
  override write(_device: Device, request: WriteRequest): Result<void> {
    const userPtr = request.userPtr();
    if (request.offset() > 0n) return Err(NtError.END_OF_FILE);
    const slice = userPtr.asSlice();
    const size = Math.min(slice.length, 5000);
    this.data = slice.toBytes(0, size);
    request.complete(Ok(size));
    return Ok();
  }
}

export function storesBeyondLimitDriver(framework: Framework): DriverModule {
  return exampleDriver(framework, () => new StoresBeyondLimitDevice());
}
