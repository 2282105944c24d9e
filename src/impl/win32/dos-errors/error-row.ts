/**
 * The Win32 errors of eight statuses in a row, fewer where the last of them have none: the first status, whose last
 * digit is 0 or 8, and what each of them becomes. 317 (ERROR_MR_MID_NOT_FOUND) stands where a status is not listed.
 */
export type ErrorRow = readonly [first: number, ...errors: number[]];
