import type { Device } from './device.ts';
import type { IoControlRequest } from './io-control-request.ts';
import type { IoRequest } from './io-request.ts';
import { NtError } from './nt-error.ts';
import { Err, Ok, type Result } from './result.ts';
import type { ReadRequest, WriteRequest } from './transfer-request.ts';

/**
 * The callbacks of a device, to be overridden.
 *
 * A callback completes its request and returns `Ok()`, or leaves it and returns an `Err`, with which the
 * framework then completes it. `Ok()` without completion leaves the request hanging: the framework has
 * nothing to complete it with.
 */
export class DeviceOperations {
  /** IRP_MJ_CREATE: an open. It succeeds unless overridden. */
  create(_device: Device, request: IoRequest): Result<void> {
    request.complete(Ok(0));
    return Ok();
  }

  /** IRP_MJ_CLEANUP: the last handle of an open is closed. */
  cleanup(_device: Device, request: IoRequest): Result<void> {
    request.complete(Ok(0));
    return Ok();
  }

  /** IRP_MJ_CLOSE: nothing refers to the open any more. */
  close(_device: Device, request: IoRequest): Result<void> {
    request.complete(Ok(0));
    return Ok();
  }

  /** IRP_MJ_READ. Unless overridden it transfers nothing and succeeds. */
  read(_device: Device, request: ReadRequest): Result<void> {
    request.complete(Ok(0));
    return Ok();
  }

  /** IRP_MJ_WRITE. Unless overridden it takes nothing and succeeds. */
  write(_device: Device, request: WriteRequest): Result<void> {
    request.complete(Ok(0));
    return Ok();
  }

  /** IRP_MJ_DEVICE_CONTROL. Unless overridden it is refused: the device knows no control codes (M9). */
  control(_device: Device, _request: IoControlRequest): Result<void> {
    return Err(NtError.INVALID_DEVICE_REQUEST);
  }
}
