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

/** Answers a read that finds nothing with an error, as file systems do, instead of 0 bytes (M2). */
class EndOfFileOnEmptyDevice extends ArticleDevice {
  override read(_device: Device, request: ReadRequest): Result<void> {
    const size = this.copyStored(request);
    if (size > 0) request.complete(Ok(size));
    return size > 0 ? Ok() : Err(NtError.END_OF_FILE);
  }
}

export function endOfFileOnEmptyDriver(framework: Framework): DriverModule {
  return exampleDriver(framework, () => new EndOfFileOnEmptyDevice());
}
