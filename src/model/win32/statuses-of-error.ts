import type { ErrorAndStatuses } from './error-and-statuses.ts';
import { SERVICE_ERRORS } from './statuses-of-service-errors.ts';
import { SYSTEM_ERRORS } from './statuses-of-system-errors.ts';

/** The statuses behind each Win32 error, but for those that are numbered alongside their errors (W1). */
export const STATUSES_OF_ERROR: readonly ErrorAndStatuses[] = [...SYSTEM_ERRORS, ...SERVICE_ERRORS];
