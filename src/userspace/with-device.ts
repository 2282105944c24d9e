import type { File } from '../impl/win32/file.ts';
import { IoError } from '../impl/win32/io-error.ts';
import { OpenOptions } from '../impl/win32/open-options.ts';
import { Panic } from '../impl/win32/panic.ts';
import type { UserProcess } from '../impl/win32/process.ts';

/** The name that the article's programs open their device by. */
export const DEVICE_PATH = '\\??\\Example';

/**
 * Opens the article's device for reading and writing, and closes it afterwards.
 *
 * @throws IoError where it can't be opened, and what `action` throws
 */
export function withDevice(process: UserProcess, action: (file: File) => void): void {
  const file = new OpenOptions(process).read(true).write(true).create(false).open(DEVICE_PATH);
  try {
    action(file);
  } catch (error) {
    // Dropped on the way out; a program that never gets there drops nothing.
    if (error instanceof IoError || error instanceof Panic) file.close();
    throw error;
  }
  file.close();
}
