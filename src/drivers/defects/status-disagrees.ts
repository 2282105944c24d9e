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

/** Defect 7: completes a write beyond offset 0 with an error and then returns success for it. */
class StatusDisagreesDevice extends ArticleDevice {
  override write(device: Device, request: WriteRequest): Result<void> {
    if (request.offset() <= 0n) return super.write(device, request);
    request.complete(Err(NtError.END_OF_FILE));
    return Ok();
  }
}

export function statusDisagreesDriver(framework: Framework): DriverModule {
  return exampleDriver(framework, () => new StatusDisagreesDevice());
}
