import {
  FILE_ATTRIBUTE_DIRECTORY,
  FILE_ATTRIBUTE_VALID_FLAGS,
  FILE_CREATE,
  FILE_NO_INTERMEDIATE_BUFFERING,
  FILE_NON_DIRECTORY_FILE,
  FILE_OPEN,
  FILE_OPEN_IF,
  FILE_OPENED,
  FILE_OVERWRITE,
  FILE_OVERWRITE_IF,
  FILE_OVERWRITTEN,
  FILE_SYNCHRONOUS_IO_NONALERT,
  FILE_WRITE_THROUGH,
} from '../../nt/access.ts';
import { ERROR_ALREADY_EXISTS, ERROR_SUCCESS } from '../../nt/win32-error.ts';
import {
  CREATE_ALWAYS,
  CREATE_NEW,
  FILE_FLAG_NO_BUFFERING,
  FILE_FLAG_OVERLAPPED,
  FILE_FLAG_WRITE_THROUGH,
  OPEN_ALWAYS,
  OPEN_EXISTING,
  TRUNCATE_EXISTING,
} from '../../nt/win32-file.ts';

const DISPOSITIONS: ReadonlyMap<number, number> = new Map([
  [CREATE_NEW, FILE_CREATE],
  [CREATE_ALWAYS, FILE_OVERWRITE_IF],
  [OPEN_EXISTING, FILE_OPEN],
  [OPEN_ALWAYS, FILE_OPEN_IF],
  [TRUNCATE_EXISTING, FILE_OVERWRITE],
]);

/** The disposition of NtCreateFile for dwCreationDisposition; undefined for a value that is none (W1d). */
export function ntDisposition(creationDisposition: number): number | undefined {
  return DISPOSITIONS.get(creationDisposition);
}

/** The create options for the FILE_FLAG_* of dwFlagsAndAttributes (W1d). */
export function createOptions(flags: number): number {
  let options = FILE_NON_DIRECTORY_FILE;
  if ((flags & FILE_FLAG_OVERLAPPED) === 0) options |= FILE_SYNCHRONOUS_IO_NONALERT;
  if ((flags & FILE_FLAG_WRITE_THROUGH) !== 0) options |= FILE_WRITE_THROUGH;
  if ((flags & FILE_FLAG_NO_BUFFERING) !== 0) options |= FILE_NO_INTERMEDIATE_BUFFERING;
  return options;
}

/** The FILE_ATTRIBUTE_* of dwFlagsAndAttributes, as far as CreateFile passes them on. */
export function fileAttributes(flagsAndAttributes: number): number {
  return flagsAndAttributes & FILE_ATTRIBUTE_VALID_FLAGS & ~FILE_ATTRIBUTE_DIRECTORY;
}

/**
 * What a successful CreateFile leaves for GetLastError: whether the file was there, for the dispositions where
 * that is open; null where it leaves the last error alone.
 */
export function lastErrorOfSuccess(creationDisposition: number, information: number): number | null {
  if (creationDisposition !== CREATE_ALWAYS && creationDisposition !== OPEN_ALWAYS) return null;
  const existed = creationDisposition === CREATE_ALWAYS ? FILE_OVERWRITTEN : FILE_OPENED;
  return information === existed ? ERROR_ALREADY_EXISTS : ERROR_SUCCESS;
}
