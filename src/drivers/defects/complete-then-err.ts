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

/** Defect 7: completes a read that finds nothing, and then returns an error for it as well. */
class CompleteThenErrDevice extends ArticleDevice {
  override read(_device: Device, request: ReadRequest): Result<void> {
    const size = this.copyStored(request);
    request.complete(Ok(size));
    return size > 0 ? Ok() : Err(NtError.END_OF_FILE);
  }
}

export function completeThenErrDriver(framework: Framework): DriverModule {
  return exampleDriver(framework, () => new CompleteThenErrDevice());
}
