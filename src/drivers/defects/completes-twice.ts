import type { DriverModule } from '../../impl/ddi/index.ts';
import {
  type Device,
  Err,
  type Framework,
  NtError,
  Ok,
  type ReadRequest,
  type Result,
} from '../../impl/framework/index.ts';
import { ArticleDevice } from '../article.ts';
import { exampleDriver } from '../example-device.ts';

/** Completes a read that finds nothing with success, and then again on its error path (R56, G6). */
class CompletesTwiceDevice extends ArticleDevice {
  override read(_device: Device, request: ReadRequest): Result<void> {
    const size = this.copyStored(request);
    request.complete(Ok(size));
    if (size === 0) request.complete(Err(NtError.END_OF_FILE));
    return Ok();
  }
}

export function completesTwiceDriver(framework: Framework): DriverModule {
  return exampleDriver(framework, () => new CompletesTwiceDevice());
}
