import {
  type NTSTATUS,
  ntstatusName,
  STATUS_ACCESS_VIOLATION,
  STATUS_END_OF_FILE,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_DEVICE_REQUEST,
  STATUS_INVALID_PARAMETER,
  STATUS_INVALID_USER_BUFFER,
  STATUS_NOT_IMPLEMENTED,
  STATUS_UNSUCCESSFUL,
} from '../../nt/ntstatus.ts';

/**
 * The error of a driver: the article's `Error`, an NTSTATUS and nothing more. It is a value to be returned
 * in an `Err`, never thrown.
 */
export class NtError {
  static readonly ACCESS_VIOLATION = new NtError(STATUS_ACCESS_VIOLATION);
  static readonly END_OF_FILE = new NtError(STATUS_END_OF_FILE);
  static readonly INSUFFICIENT_RESOURCES = new NtError(STATUS_INSUFFICIENT_RESOURCES);
  static readonly INVALID_DEVICE_REQUEST = new NtError(STATUS_INVALID_DEVICE_REQUEST);
  static readonly INVALID_PARAMETER = new NtError(STATUS_INVALID_PARAMETER);
  static readonly INVALID_USER_BUFFER = new NtError(STATUS_INVALID_USER_BUFFER);
  static readonly NOT_IMPLEMENTED = new NtError(STATUS_NOT_IMPLEMENTED);
  static readonly UNSUCCESSFUL = new NtError(STATUS_UNSUCCESSFUL);

  /** What the request is completed with; an error or a warning. */
  readonly status: NTSTATUS;

  /** For an NTSTATUS without a constant here. */
  constructor(status: NTSTATUS) {
    this.status = status;
  }

  /** The status by its Windows name. */
  toString(): string {
    return ntstatusName(this.status);
  }
}
