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

/** Defect 7: returns success for a read that it never completes. */
class ForgetsToCompleteDevice extends ArticleDevice {
  override read(_device: Device, request: ReadRequest): Result<void> {
    this.copyStored(request);
    return Ok();
  }
}

export function forgetsToCompleteDriver(framework: Framework): DriverModule {
  return exampleDriver(framework, () => new ForgetsToCompleteDevice());
}
