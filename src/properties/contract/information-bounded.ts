import { IRP_BUFFERED_IO, IRP_INPUT_OPERATION, IRP_MJ_READ, IRP_MJ_WRITE } from '../../nt/irp.ts';
import { NT_ERROR, NT_SUCCESS, STATUS_VERIFY_REQUIRED } from '../../nt/ntstatus.ts';
import type { Severity } from '../../trace/finding.ts';
import type { Request } from '../../trace/run/request.ts';
import type { Judge } from '../judge.ts';
import { breachOf, verdictOf } from '../verdict.ts';
import { atRequest } from '../where.ts';

const PROPERTY = 'contract/information-bounded';

/**
 * IoStatus.Information does not exceed the length of the request (R46, G2). An error where the I/O manager
 * copies that many bytes back; a warning for successful requests without copy-back; others are exempt.
 * Compared: completed reads and writes that are not exempt.
 */
export const informationBounded: Judge = (run) => {
  let compared = 0;
  for (const irp of run.requests) {
    const severity = irp.completions === 0 ? null : severityOf(irp);
    if (severity === null) continue;
    compared += 1;
    if (irp.information > irp.parameters.length) {
      const expected = `Information at most ${irp.parameters.length}`;
      const observed = `Information ${irp.information}`;
      return verdictOf(
        PROPERTY,
        compared,
        breachOf(PROPERTY, 'exceeds-length', atRequest(irp, irp.completedAt), expected, observed, severity),
      );
    }
  }
  return verdictOf(PROPERTY, compared, null);
};

/** How grave an excess would be, or null where the rule does not apply. */
function severityOf(irp: Request): Severity | null {
  if (irp.major !== IRP_MJ_READ && irp.major !== IRP_MJ_WRITE) return null;
  const buffered = (irp.flags & IRP_BUFFERED_IO) !== 0;
  if (buffered) {
    const copiedBack = (irp.flags & IRP_INPUT_OPERATION) !== 0;
    return copiedBack && !NT_ERROR(irp.ioStatus) && irp.ioStatus !== STATUS_VERIFY_REQUIRED ? 'error' : null;
  }
  return NT_SUCCESS(irp.ioStatus) ? 'warning' : null;
}
