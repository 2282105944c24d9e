import type { NTSTATUS } from '../../nt/ntstatus.ts';
import type { Win32Call } from '../ops/index.ts';
import type { Ending } from '../run/observation.ts';

/** What a program observes of one call. */
export interface Win32Observation {
  readonly ending: Ending;
  /** TRUE, a valid handle, or `Ok`. */
  readonly succeeded: boolean;
  /** GetLastError(), or raw_os_error() of an `Err` (0 for one without); 0 after a success. */
  readonly lastError: number;
  /** The `io::ErrorKind` of an `Err`, by its Rust name; null after a success, a panic and for calls of kernel32. */
  readonly errorKind: string | null;
  /**
   * *lpNumberOfBytesRead or Written, *lpBytesReturned, or the n of `Ok(n)`; null for calls without one, for an `Err`, and
   * where DeviceIoControl leaves the count as it was.
   */
  readonly bytes: number | null;
  /** *lpNewFilePointer; null unless SetFilePointerEx succeeded. */
  readonly position: bigint | null;
  /** Internal and InternalHigh of the OVERLAPPED, zeroed beforehand, after the call; null when none was passed. */
  readonly overlapped: { readonly internal: NTSTATUS; readonly internalHigh: number } | null;
  /** The event in hEvent after the call (signaled beforehand); null when none was passed. */
  readonly eventSignaled: boolean | null;
  /**
   * ReadFile and File::read: the whole buffer afterwards, `length` bytes, USER_FILL where nothing was placed;
   * null where its memory can't be read. DeviceIoControl: the output buffer likewise, of METHOD_IN_DIRECT what the
   * caller gives in it. File::read_to_end: what the vector holds. Null for other calls. Owned
   * by the receiver.
   */
  readonly data: Uint8Array | null;
}

/** What a program did in a run: the calls made and one observation each, fewer than the operations if it ended early. */
export interface Win32Run {
  readonly calls: readonly Win32Call[];
  readonly observations: readonly Win32Observation[];
}
