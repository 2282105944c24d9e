import type { DriverModule } from '../../impl/ddi/index.ts';
import {
  type Device,
  Err,
  type Framework,
  NtError,
  type Result,
  type WriteRequest,
} from '../../impl/framework/index.ts';
import { ArticleDevice } from '../article.ts';
import { exampleDriver } from '../example-device.ts';

/** Takes the offset −1 of an append for the largest unsigned number (R26, G4; M8). */
class AppendOffsetUnsignedDevice extends ArticleDevice {
  override write(device: Device, request: WriteRequest): Result<void> {
    if (BigInt.asUintN(64, request.offset()) > 0n) return Err(NtError.END_OF_FILE);
    return super.write(device, request);
  }
}

export function appendOffsetUnsignedDriver(framework: Framework): DriverModule {
  return exampleDriver(framework, () => new AppendOffsetUnsignedDevice());
}
