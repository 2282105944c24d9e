import { SERVICE_ERRORS } from './statuses-of-service-errors.ts';
import { SYSTEM_ERRORS } from './statuses-of-system-errors.ts';

/** A Win32 error, and statuses behind it. */
export type StatusesOfError = readonly [error: number, ...statuses: number[]];

/** The statuses behind each Win32 error, but for those that are numbered alongside their errors (W1). */
export const STATUSES_OF_ERROR: readonly StatusesOfError[] = [...SYSTEM_ERRORS, ...SERVICE_ERRORS];
