import {
  Access,
  type Device,
  DeviceFlags,
  DeviceOperations,
  DeviceType,
  defineDriver,
  doFlagsOf,
  Err,
  NtError,
  Ok,
  type ReadRequest,
  type Result,
  type WriteRequest,
} from 'irpcheck/driver';

const COUNT_BYTES = 8;

/** Counts the bytes that are written to it. A read gives the count, in 8 bytes, the lowest first. */
class ByteCounter extends DeviceOperations {
  #count = 0n;

  override read(_device: Device, request: ReadRequest): Result<void> {
    const buffer = request.userPtr().asMutSlice();
    if (buffer.length < COUNT_BYTES) return Err(NtError.INVALID_PARAMETER);
    const bytes = new Uint8Array(COUNT_BYTES);
    new DataView(bytes.buffer).setBigUint64(0, this.#count, true);
    buffer.copyFrom(bytes);
    request.complete(Ok(COUNT_BYTES));
    return Ok();
  }

  override write(_device: Device, request: WriteRequest): Result<void> {
    const { length } = request.userPtr().asSlice();
    this.#count += BigInt(length);
    request.complete(Ok(length));
    return Ok();
  }
}

export default defineDriver((driver, mode) => {
  const name = '\\Device\\ByteCounter';
  const device = driver.createDevice({
    name,
    deviceType: DeviceType.Unknown,
    flags: DeviceFlags.SECURE_OPEN,
    doFlags: doFlagsOf(mode),
    access: Access.NonExclusive,
    operations: new ByteCounter(),
  });
  return device.ok ? driver.createSymbolicLink('\\??\\ByteCounter', name) : device;
});
export const modes = ['buffered', 'direct'] as const;
