import { STATUS_PENDING } from '../../nt/ntstatus.ts';
import type { Request } from '../../trace/run/request.ts';

/** Whether an IRP was marked pending and completed, and another status than STATUS_PENDING returned (R45b). */
export function isMarkedInVain({ returned, completions, pendingMarked }: Request): boolean {
  return pendingMarked && completions > 0 && returned !== null && returned !== STATUS_PENDING;
}
