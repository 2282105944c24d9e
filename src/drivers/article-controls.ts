import type { Ddi, DriverModule } from '../impl/ddi/index.ts';
import {
  Access,
  type Device,
  DeviceFlags,
  DeviceOperations,
  DeviceType,
  doFlagsOf,
  Err,
  type Framework,
  type IoControlRequest,
  NtError,
  Ok,
  type Result,
  u32,
} from '../impl/framework/index.ts';
import { IOCTL_PRINT_VALUE, IOCTL_READ_VALUE, IOCTL_WRITE_VALUE } from './control-codes.ts';
import { DEVICE_NAME, LINK_NAME } from './names.ts';

/** The article's device with control codes: it keeps a value that can be printed, read and written. */
export class ArticleControlsDevice extends DeviceOperations {
  protected readonly ddi: Ddi;
  #value = 0;

  constructor(ddi: Ddi) {
    super();
    this.ddi = ddi;
  }

  override control(_device: Device, request: IoControlRequest): Result<void> {
    const result = this.#answer(request);
    if (!result.ok) return result;
    request.complete(result);
    return Ok();
  }

  /** The bytes that it gave. */
  #answer(request: IoControlRequest): Result<number> {
    switch (request.code()) {
      case IOCTL_PRINT_VALUE:
        this.ddi.DbgPrint(`value: ${this.#value}`);
        return Ok(0);
      case IOCTL_READ_VALUE:
        return this.give(request, this.#value);
      case IOCTL_WRITE_VALUE: {
        const value = request.userPtr().read(u32);
        if (!value.ok) return value;
        this.#value = value.value;
        return Ok(0);
      }
      default:
        return Err(NtError.INVALID_DEVICE_REQUEST);
    }
  }

  /** Stores the value in the caller's output; the bytes that it has. */
  protected give(request: IoControlRequest, value: number): Result<number> {
    const written = request.userPtr().write(u32, value);
    return written.ok ? Ok(u32.sizeBytes) : written;
  }
}

/**
 * A driver with the article's device that knows control codes.
 *
 * @param newOperations the device's callbacks with fresh state; called at each load
 */
export function articleControlsDriver(
  framework: Framework,
  newOperations = (ddi: Ddi): DeviceOperations => new ArticleControlsDevice(ddi),
): DriverModule {
  return framework.defineDriver((driver, mode) => {
    const device = driver.createDevice({
      name: DEVICE_NAME,
      deviceType: DeviceType.Unknown,
      flags: DeviceFlags.SECURE_OPEN,
      doFlags: doFlagsOf(mode),
      access: Access.NonExclusive,
      operations: newOperations(driver.ddi),
    });
    return device.ok ? driver.createSymbolicLink(LINK_NAME, DEVICE_NAME) : device;
  });
}
