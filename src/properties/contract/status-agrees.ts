import { IRP_MJ_CLEANUP, IRP_MJ_CLOSE } from '../../nt/irp.ts';
import { ntstatusName, STATUS_PENDING } from '../../nt/ntstatus.ts';
import type { Judge } from '../judge.ts';
import { breachOf, verdictOf } from '../verdict.ts';
import { atRequest } from '../where.ts';

const PROPERTY = 'contract/status-agrees';

/**
 * What a dispatch routine returns is the IoStatus.Status it completed with (R50; Verifier 0xC9/0x224); not
 * for STATUS_PENDING, IRP_MJ_CLEANUP and IRP_MJ_CLOSE. Compared: IRPs completed by their dispatch routine.
 */
export const statusAgrees: Judge = (run) => {
  let compared = 0;
  for (const irp of run.requests) {
    const { returned, major } = irp;
    if (irp.completions !== 1 || returned === null || returned === STATUS_PENDING) continue;
    if (major === IRP_MJ_CLEANUP || major === IRP_MJ_CLOSE) continue;
    compared += 1;
    if (returned !== irp.ioStatus) {
      const completed = ntstatusName(irp.ioStatus);
      const reason = `${ntstatusName(returned)}-for-${completed}`;
      const breach = breachOf(
        PROPERTY,
        reason,
        atRequest(irp, irp.returnedAt),
        `${completed} returned`,
        `${ntstatusName(returned)} returned`,
      );
      return verdictOf(PROPERTY, compared, breach);
    }
  }
  return verdictOf(PROPERTY, compared, null);
};
