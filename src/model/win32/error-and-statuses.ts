/** A Win32 error, and statuses behind it. */
export type ErrorAndStatuses = readonly [error: number, ...statuses: number[]];
