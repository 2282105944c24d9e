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

const SIZE_BYTES = 256;
const ERASED = 0xff;

/** A device of 256 bytes. A transfer begins inside it. */
class Eeprom extends DeviceOperations {
  readonly #cells = new Uint8Array(SIZE_BYTES).fill(ERASED);

  override read(_device: Device, request: ReadRequest): Result<void> {
    const buffer = request.userPtr().asMutSlice();
    const offset = request.offset();
    if (offset < 0n || offset >= SIZE_BYTES) return Err(NtError.END_OF_FILE);
    const size = Math.min(buffer.length, SIZE_BYTES - Number(offset));
    buffer.copyFrom(this.#cells, Number(offset), size);
    request.complete(Ok(size));
    return Ok();
  }

  override write(_device: Device, request: WriteRequest): Result<void> {
    const buffer = request.userPtr().asSlice();
    const offset = request.offset();
    if (offset < 0n || offset >= SIZE_BYTES) return Err(NtError.INVALID_PARAMETER);
    const size = Math.min(buffer.length, SIZE_BYTES - Number(offset));
    this.#cells.set(buffer.toBytes(0, size), Number(offset));
    request.complete(Ok(size));
    return Ok();
  }
}

export default defineDriver((driver, mode) => {
  const name = '\\Device\\Eeprom';
  const device = driver.createDevice({
    name,
    deviceType: DeviceType.Unknown,
    flags: DeviceFlags.SECURE_OPEN,
    doFlags: doFlagsOf(mode),
    access: Access.NonExclusive,
    operations: new Eeprom(),
  });
  return device.ok ? driver.createSymbolicLink('\\??\\Eeprom', name) : device;
});
export const modes = ['buffered', 'direct'] as const;
