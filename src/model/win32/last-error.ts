import type { NTSTATUS } from '../../nt/ntstatus.ts';
import { ERROR_MR_MID_NOT_FOUND } from '../../nt/win32-error.ts';
import { OWN_ERRORS, PARALLEL_ERRORS } from './parallel-errors.ts';
import { STATUSES_OF_ERROR } from './statuses-of-error.ts';

/** `count` statuses from `status` on, with the errors from `error` on. */
function alongside(status: number, error: number, count: number): [number, number][] {
  return Array.from({ length: count }, (_, index) => [status + index, error + index]);
}

const LISTED: ReadonlyMap<number, number> = new Map([
  ...PARALLEL_ERRORS.flatMap(([status, error, count]) => alongside(status, error, count)),
  ...OWN_ERRORS.flatMap(([status, count]) => alongside(status, status, count)),
  ...STATUSES_OF_ERROR.flatMap(([error, ...statuses]) =>
    statuses.map((status): [number, number] => [status, error]),
  ),
]);

/** GetLastError() after a call that failed with `status` (RtlNtStatusToDosError, W1). */
export function lastErrorOf(status: NTSTATUS): number {
  const digits = (status >>> 0).toString(16).padStart(8, '0');
  // The customer bit, 2 of the first digit: a status that is not Windows' own is its own error.
  if (/^[2367abef]/.test(digits)) return status >>> 0;
  // 0xD… means what 0xC… does.
  const meant = Number.parseInt(digits.replace(/^d/, 'c'), 16);
  const carried = /^(?:8007|c001|c007)(.{4})$/.exec(meant.toString(16))?.[1];
  return LISTED.get(meant) ?? (carried ? Number.parseInt(carried, 16) : ERROR_MR_MID_NOT_FOUND);
}
