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

/** How often the driver was loaded: a static that DriverEntry does not set back. */
let loads = 0;

/** Numbers its units across loads, and every second unit can't be read (R17). */
class StaticKeptAcrossLoadsDevice extends ArticleDevice {
  readonly #unit = loads++ % 2;

  override read(device: Device, request: ReadRequest): Result<void> {
    if (this.#unit === 1) return Err(NtError.UNSUCCESSFUL);
    return super.read(device, request);
  }
}

export function staticKeptAcrossLoadsDriver(framework: Framework): DriverModule {
  return exampleDriver(framework, () => new StaticKeptAcrossLoadsDevice());
}
