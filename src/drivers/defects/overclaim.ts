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

/** Defect 8: says of every read that one byte more was read than was asked for. */
class OverclaimDevice extends ArticleDevice {
  override read(_device: Device, request: ReadRequest): Result<void> {
    const { length } = request.stackLocation();
    this.copyStored(request);
    request.complete(Ok(length + 1));
    return Ok();
  }
}

export function overclaimDriver(framework: Framework): DriverModule {
  return exampleDriver(framework, () => new OverclaimDevice());
}
