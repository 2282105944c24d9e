import type { DriverModule } from '../../impl/ddi/index.ts';
import {
  type Device,
  Err,
  type Framework,
  NtError,
  type ReadRequest,
  type Result,
} from '../../impl/framework/index.ts';
import { ArticleDevice } from '../article.ts';
import { exampleDriver } from '../example-device.ts';

/** Gives reads numbers from a table of 100, and never one back (M2). */
class HundredthRequest extends ArticleDevice {
  protected reads = 0;

  override read(device: Device, request: ReadRequest): Result<void> {
    this.reads += 1;
    return this.reads > 100 ? Err(NtError.INSUFFICIENT_RESOURCES) : super.read(device, request);
  }
}

export function hundredthRequestDriver(framework: Framework): DriverModule {
  return exampleDriver(framework, () => new HundredthRequest());
}
