import type { DriverModule } from '../impl/ddi/index.ts';
import {
  Access,
  DeviceFlags,
  type DeviceOperations,
  DeviceType,
  doFlagsOf,
  type Framework,
} from '../impl/framework/index.ts';
import { DEVICE_NAME, LINK_NAME } from './names.ts';

/**
 * The article's DriverEntry: one device and a link to it.
 *
 * @param framework the implementation of the article's API it runs on
 * @param newOperations the device's callbacks with fresh state; called at each load
 * @param access whether the device allows several handles at a time (R4)
 */
export function exampleDriver(
  framework: Framework,
  newOperations: () => DeviceOperations,
  access: Access = Access.NonExclusive,
): DriverModule {
  return framework.defineDriver((driver, mode) => {
    const device = driver.createDevice({
      name: DEVICE_NAME,
      deviceType: DeviceType.Unknown,
      flags: DeviceFlags.SECURE_OPEN,
      doFlags: doFlagsOf(mode),
      access,
      operations: newOperations(),
    });
    return device.ok ? driver.createSymbolicLink(LINK_NAME, DEVICE_NAME) : device;
  });
}
