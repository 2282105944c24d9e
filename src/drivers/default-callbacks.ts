import type { DriverModule } from '../impl/ddi/index.ts';
import { DeviceOperations, type Framework } from '../impl/framework/index.ts';
import { exampleDriver } from './example-device.ts';

/** A driver whose device overrides no callback: every request completes with 0 bytes. */
export function defaultCallbacksDriver(framework: Framework): DriverModule {
  return exampleDriver(framework, () => new DeviceOperations());
}
