import * as win32 from '../../nt/win32-error.ts';
import { win32Message } from '../../nt/win32-message.ts';

/** The kinds of Rust's `io::ErrorKind` that occur here, by their names in October 2021. */
export type ErrorKind =
  | 'AddrInUse'
  | 'AddrNotAvailable'
  | 'AlreadyExists'
  | 'BrokenPipe'
  | 'ConnectionAborted'
  | 'ConnectionRefused'
  | 'ConnectionReset'
  | 'CrossesDevices'
  | 'Deadlock'
  | 'DirectoryNotEmpty'
  | 'FileTooLarge'
  | 'FilenameTooLong'
  | 'FilesystemQuotaExceeded'
  | 'HostUnreachable'
  | 'InvalidInput'
  | 'IsADirectory'
  | 'NetworkDown'
  | 'NetworkUnreachable'
  | 'NotADirectory'
  | 'NotConnected'
  | 'NotFound'
  | 'NotSeekable'
  | 'OutOfMemory'
  | 'PermissionDenied'
  | 'ReadOnlyFilesystem'
  | 'ResourceBusy'
  | 'StorageFull'
  | 'TimedOut'
  | 'TooManyLinks'
  | 'Uncategorized'
  | 'Unsupported'
  | 'WouldBlock'
  | 'WriteZero';

const KINDS: ReadonlyMap<number, ErrorKind> = new Map([
  [win32.ERROR_FILE_NOT_FOUND, 'NotFound'],
  [win32.ERROR_PATH_NOT_FOUND, 'NotFound'],
  [win32.ERROR_ACCESS_DENIED, 'PermissionDenied'],
  [win32.ERROR_NOT_ENOUGH_MEMORY, 'OutOfMemory'],
  [win32.ERROR_OUTOFMEMORY, 'OutOfMemory'],
  [win32.ERROR_NOT_SAME_DEVICE, 'CrossesDevices'],
  [win32.ERROR_WRITE_PROTECT, 'ReadOnlyFilesystem'],
  [win32.ERROR_HANDLE_DISK_FULL, 'StorageFull'],
  [win32.ERROR_FILE_EXISTS, 'AlreadyExists'],
  [win32.ERROR_INVALID_PARAMETER, 'InvalidInput'],
  [win32.ERROR_BROKEN_PIPE, 'BrokenPipe'],
  [win32.ERROR_DISK_FULL, 'StorageFull'],
  [win32.ERROR_CALL_NOT_IMPLEMENTED, 'Unsupported'],
  [win32.ERROR_SEM_TIMEOUT, 'TimedOut'],
  [win32.ERROR_SEEK_ON_DEVICE, 'NotSeekable'],
  [win32.ERROR_DIR_NOT_EMPTY, 'DirectoryNotEmpty'],
  [win32.ERROR_BUSY, 'ResourceBusy'],
  [win32.ERROR_ALREADY_EXISTS, 'AlreadyExists'],
  [win32.ERROR_FILENAME_EXCED_RANGE, 'FilenameTooLong'],
  [win32.ERROR_FILE_TOO_LARGE, 'FileTooLarge'],
  [win32.ERROR_NO_DATA, 'BrokenPipe'],
  [win32.WAIT_TIMEOUT, 'TimedOut'],
  [win32.ERROR_DIRECTORY, 'NotADirectory'],
  [win32.ERROR_DIRECTORY_NOT_SUPPORTED, 'IsADirectory'],
  [win32.ERROR_DRIVER_CANCEL_TIMEOUT, 'TimedOut'],
  [win32.ERROR_OPERATION_ABORTED, 'TimedOut'],
  [win32.ERROR_SERVICE_REQUEST_TIMEOUT, 'TimedOut'],
  [win32.ERROR_COUNTER_TIMEOUT, 'TimedOut'],
  [win32.ERROR_POSSIBLE_DEADLOCK, 'Deadlock'],
  [win32.ERROR_TOO_MANY_LINKS, 'TooManyLinks'],
  [win32.ERROR_NETWORK_UNREACHABLE, 'NetworkUnreachable'],
  [win32.ERROR_HOST_UNREACHABLE, 'HostUnreachable'],
  [win32.ERROR_DISK_QUOTA_EXCEEDED, 'FilesystemQuotaExceeded'],
  [win32.ERROR_TIMEOUT, 'TimedOut'],
  [win32.ERROR_RESOURCE_CALL_TIMED_OUT, 'TimedOut'],
  [win32.ERROR_CTX_MODEM_RESPONSE_TIMEOUT, 'TimedOut'],
  [win32.ERROR_CTX_CLIENT_QUERY_TIMEOUT, 'TimedOut'],
  [win32.FRS_ERR_SYSVOL_POPULATE_TIMEOUT, 'TimedOut'],
  [win32.ERROR_DS_TIMELIMIT_EXCEEDED, 'TimedOut'],
  [win32.DNS_ERROR_RECORD_TIMED_OUT, 'TimedOut'],
  [win32.ERROR_IPSEC_IKE_TIMED_OUT, 'TimedOut'],
  [win32.ERROR_RUNLEVEL_SWITCH_TIMEOUT, 'TimedOut'],
  [win32.ERROR_RUNLEVEL_SWITCH_AGENT_TIMEOUT, 'TimedOut'],
  [win32.WSAEACCES, 'PermissionDenied'],
  [win32.WSAEADDRINUSE, 'AddrInUse'],
  [win32.WSAEADDRNOTAVAIL, 'AddrNotAvailable'],
  [win32.WSAECONNABORTED, 'ConnectionAborted'],
  [win32.WSAECONNREFUSED, 'ConnectionRefused'],
  [win32.WSAECONNRESET, 'ConnectionReset'],
  [win32.WSAEINVAL, 'InvalidInput'],
  [win32.WSAENOTCONN, 'NotConnected'],
  [win32.WSAEWOULDBLOCK, 'WouldBlock'],
  [win32.WSAETIMEDOUT, 'TimedOut'],
  [win32.WSAEHOSTUNREACH, 'HostUnreachable'],
  [win32.WSAENETDOWN, 'NetworkDown'],
  [win32.WSAENETUNREACH, 'NetworkUnreachable'],
]);

/** The kind that Rust gives a Win32 error (W3b). */
export function errorKindOf(code: number): ErrorKind {
  return KINDS.get(code) ?? 'Uncategorized';
}

/** Rust's `io::Error`; the message is what `{}` prints. */
export class IoError extends Error {
  readonly kind: ErrorKind;
  /** The error of GetLastError, null where the standard library made the error itself. */
  readonly rawOsError: number | null;
  readonly #debug: string;

  private constructor(kind: ErrorKind, rawOsError: number | null, message: string, debug: string) {
    super(message);
    this.name = 'IoError';
    this.kind = kind;
    this.rawOsError = rawOsError;
    this.#debug = debug;
  }

  /** `io::Error::from_raw_os_error`. */
  static fromRawOsError(code: number): IoError {
    const kind = errorKindOf(code);
    const message = win32Message(code);
    const debug = `Os { code: ${code}, kind: ${kind}, message: ${quoted(message)} }`;
    return new IoError(kind, code, `${message} (os error ${code})`, debug);
  }

  /** An error of the standard library's own, with a message. */
  static withMessage(kind: ErrorKind, message: string): IoError {
    return new IoError(kind, null, message, `Error { kind: ${kind}, message: ${quoted(message)} }`);
  }

  /** An allocation failed (W3c). */
  static outOfMemory(): IoError {
    return new IoError('OutOfMemory', null, 'out of memory', 'Kind(OutOfMemory)');
  }

  /** What `{:?}` prints, and so what a `main` that returns the error ends with. */
  debug(): string {
    return this.#debug;
  }
}

function quoted(text: string): string {
  return `"${text}"`;
}
