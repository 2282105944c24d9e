import { IRP_MJ_CLEANUP, IRP_MJ_CLOSE } from '../../nt/irp.ts';
import { ntstatusName, STATUS_PENDING } from '../../nt/ntstatus.ts';
import { VIEWS } from '../../trace/ops/view.ts';
import type { Run } from '../../trace/run/run.ts';
import { either, ofRequest, there } from '../evidence/marks.ts';
import { exampleOf } from '../example.ts';
import type { Verdict } from '../judge.ts';
import type { RunProperty } from '../property.ts';
import { neverSkipped } from '../skips.ts';
import { breachOf, verdictOf } from '../verdict.ts';
import { atRequest } from '../where.ts';

const PROPERTY = 'contract/status-agrees';

/**
 * What a dispatch routine returns is the IoStatus.Status it completed with (R50; Verifier 0xC9/0x224); not
 * for STATUS_PENDING, IRP_MJ_CLEANUP and IRP_MJ_CLOSE. Compared: IRPs completed by their dispatch routine.
 */
export const statusAgrees: RunProperty = {
  id: PROPERTY,
  views: VIEWS,
  unit: 'IRPs',
  skipped: neverSkipped,
  optional: () => 'the driver marks every request pending',
  judge,
  documentation: {
    summary: 'the status returned is the one the IRP was completed with',
    demands: 'A dispatch routine that completed its IRP returns the IoStatus.Status it completed it with.',
    rules: ['R50'],
    sources: ['DOC bug check 0xC9 (0x224)', 'DOC WDD kernel/how-to-complete-an-irp'],
    consequence: 'Driver Verifier: 0xC9/0x224; the caller sees two different statuses',
    guards: ['not for STATUS_PENDING, IRP_MJ_CLEANUP and IRP_MJ_CLOSE'],
    compared: 'IRPs completed by their dispatch routine',
    reasons: [
      {
        code: '<status>-for-<status>',
        meaning: 'the first was returned, the IRP completed with the second',
        microsoft: { name: null, code: '0xC9/0x224', severity: 'fatal' },
      },
    ],
    example: exampleOf('status-disagrees-verbatim', 'buffered', 'STATUS_SUCCESS-for-STATUS_END_OF_FILE', {
      op: 'write',
      offset: '1',
      length: 1,
    }),
  },
  evidence: {
    // The status that was returned, and the one that the IRP was completed with.
    marks: [either(there('returned'), ofRequest('complete'))],
    seenBy: 'driver',
  },
};

function judge(run: Run): Verdict {
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
}
