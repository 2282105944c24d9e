import type { NTSTATUS } from '../../nt/ntstatus.ts';
import { ERROR_MR_MID_NOT_FOUND } from '../../nt/win32-error.ts';
import { DOS_ERRORS } from './dos-errors.ts';

/** High halves of statuses that carry an error of another system in their low half. */
const CARRIERS: readonly number[] = [0x8007, 0xc001, 0xc007];

/** The customer bit: the status belongs to no table of Windows'. */
const CUSTOMER = 0x20000000;
/** Errors with the reserved bit mean what they mean without it. */
const RESERVED = 0x10000000;

/**
 * RtlNtStatusToDosError: the Win32 error of a status, as an unsigned number (W1). ERROR_MR_MID_NOT_FOUND for
 * one that is not listed; a status with the customer bit is its own error.
 */
export function rtlNtStatusToDosError(value: NTSTATUS): number {
  if ((value & CUSTOMER) !== 0) return value >>> 0;
  const listed = value >>> 28 === 0xd ? value & ~RESERVED : value;
  const error = DOS_ERRORS.get(listed);
  if (error !== undefined) return error;
  return CARRIERS.includes(listed >>> 16) ? listed & 0xffff : ERROR_MR_MID_NOT_FOUND;
}
