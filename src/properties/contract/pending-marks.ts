import { STATUS_PENDING } from '../../nt/ntstatus.ts';
import type { IrpRecord } from '../../trace/run/run.ts';

/** Whether an IRP was marked pending and completed, and another status than STATUS_PENDING returned (R45b). */
export function isMarkedInVain({ returned, completions, pendingMarked }: IrpRecord): boolean {
  return pendingMarked && completions > 0 && returned !== null && returned !== STATUS_PENDING;
}
