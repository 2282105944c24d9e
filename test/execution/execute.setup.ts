import type { Executable } from '../../src/execution/execute.ts';
import type { DriverModule } from '../../src/impl/ddi/index.ts';
import {
  type Device,
  DeviceOperations,
  Ok,
  type ReadRequest,
  type Result,
  type WriteRequest,
} from '../../src/impl/framework/index.ts';
import { findSubject } from '../../src/subjects/index.ts';

const OPEN_NAME = '\\??\\Example';
export const article = findSubject('article');

export const executable = (driver: DriverModule): Executable => ({ driver, openName: OPEN_NAME });

/** A device that takes every byte and keeps none. */
export class Swallow extends DeviceOperations {
  override write(_device: Device, request: WriteRequest): Result<void> {
    request.complete(Ok(request.userPtr().readSize));
    return Ok();
  }

  override read(_device: Device, request: ReadRequest): Result<void> {
    const slice = request.userPtr().asMutSlice();
    if (slice.length > 0) slice.set(slice.length - 1, 7);
    request.complete(Ok(slice.length));
    return Ok();
  }
}
