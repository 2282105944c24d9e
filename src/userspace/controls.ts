import type { File } from '../impl/win32/file.ts';
import { IoError } from '../impl/win32/io-error.ts';
import { Panic } from '../impl/win32/panic.ts';
import type { UserProcess } from '../impl/win32/process.ts';
import {
  CTL_CODE,
  FILE_ANY_ACCESS,
  FILE_READ_ACCESS,
  FILE_WRITE_ACCESS,
  METHOD_BUFFERED,
} from '../nt/control-code.ts';
import { FILE_DEVICE_UNKNOWN } from '../nt/device.ts';
import { withDevice } from './with-device.ts';

const IOCTL_PRINT_VALUE = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800, METHOD_BUFFERED, FILE_ANY_ACCESS);
const IOCTL_READ_VALUE = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x801, METHOD_BUFFERED, FILE_READ_ACCESS);
const IOCTL_WRITE_VALUE = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x802, METHOD_BUFFERED, FILE_WRITE_ACCESS);

/** The control codes that the program sends. */
export const SENT_CODES: readonly number[] = [IOCTL_PRINT_VALUE, IOCTL_READ_VALUE, IOCTL_WRITE_VALUE];

const VALUE = 42;
const VALUE_BYTES = 4;
const NOTHING = new Uint8Array(0);

/**
 * The article's program for the device with control codes: has the driver print its value, writes one, has it printed
 * again and reads it back, each by DeviceIoControl (W1g).
 *
 * @throws IoError where a request fails
 * @throws Panic for a value that is not whole
 */
export function controls(process: UserProcess, print: (line: string) => void): void {
  /** One DeviceIoControl; the bytes that are returned. */
  const send = (file: File, code: number, input: Uint8Array, output: Uint8Array): number => {
    const { succeeded, bytes } = process.deviceIoControl(file.handle, code, input, output);
    if (!succeeded) throw IoError.fromRawOsError(process.GetLastError());
    return bytes ?? 0;
  };
  withDevice(process, (file) => {
    send(file, IOCTL_PRINT_VALUE, NOTHING, NOTHING);
    const value = new Uint8Array(VALUE_BYTES);
    const view = new DataView(value.buffer);
    view.setUint32(0, VALUE, true);
    send(file, IOCTL_WRITE_VALUE, value, NOTHING);
    print(`wrote the value ${VALUE}`);
    send(file, IOCTL_PRINT_VALUE, NOTHING, NOTHING);
    const size = send(file, IOCTL_READ_VALUE, NOTHING, value);
    if (size !== VALUE_BYTES) throw new Panic(`the value has ${size} bytes, not ${VALUE_BYTES}`);
    print(`read the value ${view.getUint32(0, true)}`);
  });
}
