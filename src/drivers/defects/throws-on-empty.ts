import type { DriverModule } from '../../impl/ddi/index.ts';
import type { Device, Framework, Result, WriteRequest } from '../../impl/framework/index.ts';
import { ArticleDevice } from '../article.ts';
import { exampleDriver } from '../example-device.ts';

/** Looks at the first byte of what is written, also where there is none (R29, G10). */
class ThrowsOnEmptyDevice extends ArticleDevice {
  protected first = 0;

  override write(device: Device, request: WriteRequest): Result<void> {
    this.first = request.userPtr().asSlice().get(0);
    return super.write(device, request);
  }
}

export function throwsOnEmptyDriver(framework: Framework): DriverModule {
  return exampleDriver(framework, () => new ThrowsOnEmptyDevice());
}
