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

/** The control codes that the program sends, by what the device does with its value. */
export const SENT = {
  print: CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800, METHOD_BUFFERED, FILE_ANY_ACCESS),
  read: CTL_CODE(FILE_DEVICE_UNKNOWN, 0x801, METHOD_BUFFERED, FILE_READ_ACCESS),
  write: CTL_CODE(FILE_DEVICE_UNKNOWN, 0x802, METHOD_BUFFERED, FILE_WRITE_ACCESS),
} as const;

/** What it writes. */
export const VALUE = 42;
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
    send(file, SENT.print, NOTHING, NOTHING);
    const value = new Uint8Array(VALUE_BYTES);
    const view = new DataView(value.buffer);
    view.setUint32(0, VALUE, true);
    send(file, SENT.write, value, NOTHING);
    print(`wrote the value ${VALUE}`);
    send(file, SENT.print, NOTHING, NOTHING);
    const size = send(file, SENT.read, NOTHING, value);
    if (size !== VALUE_BYTES) throw new Panic(`the value has ${size} bytes, not ${VALUE_BYTES}`);
    print(`read the value ${view.getUint32(0, true)}`);
  });
}
