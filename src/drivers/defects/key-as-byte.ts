import type { DriverModule } from '../../impl/ddi/index.ts';
import type { Framework } from '../../impl/framework/index.ts';
import { exampleDriver } from '../example-device.ts';
import { RecordDevice } from '../record.ts';

/** Keeps the low 8 bits of the Key, which has 32 (R30). */
class KeyAsByteDevice extends RecordDevice {
  protected override sizeOf(key: number): number {
    return key & 0xff;
  }
}

export function keyAsByteDriver(framework: Framework): DriverModule {
  return exampleDriver(framework, () => new KeyAsByteDevice());
}
