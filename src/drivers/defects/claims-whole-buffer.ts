import type { DriverModule } from '../../impl/ddi/index.ts';
import {
  type Device,
  type Framework,
  Ok,
  type ReadRequest,
  type Result,
} from '../../impl/framework/index.ts';
import { ArticleDevice } from '../article.ts';
import { exampleDriver } from '../example-device.ts';

/** Says that a read filled its whole buffer, whatever there was to read (G1). */
class ClaimsWholeBufferDevice extends ArticleDevice {
  override read(_device: Device, request: ReadRequest): Result<void> {
    this.copyStored(request);
    request.complete(Ok(request.userPtr().writeSize));
    return Ok();
  }
}

export function claimsWholeBufferDriver(framework: Framework): DriverModule {
  return exampleDriver(framework, () => new ClaimsWholeBufferDevice());
}
