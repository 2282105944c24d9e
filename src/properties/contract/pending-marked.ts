import { IRP_MJ_CLEANUP, IRP_MJ_CLOSE, majorFunctionName } from '../../nt/irp.ts';
import { ntstatusName, STATUS_PENDING } from '../../nt/ntstatus.ts';
import { VIEWS } from '../../trace/ops/view.ts';
import type { Request } from '../../trace/run/request.ts';
import type { Run } from '../../trace/run/run.ts';
import { there } from '../evidence/marks.ts';
import type { Verdict } from '../judge.ts';
import type { RunProperty } from '../property.ts';
import { neverSkipped } from '../skips.ts';
import { breachOf, verdictOf } from '../verdict.ts';
import { atRequest } from '../where.ts';
import { isMarkedInVain } from './pending-marks.ts';

const PROPERTY = 'contract/pending-marked';

/**
 * A dispatch routine marks an IRP pending exactly where it returns STATUS_PENDING (R45, R61): without the mark the
 * caller waits for ever, with the mark and another status the IRP ends twice. Not for IRP_MJ_CLEANUP and IRP_MJ_CLOSE,
 * which have no caller. Compared: other IRPs that were completed and whose dispatch routine returned.
 */
export const pendingMarked: RunProperty = {
  id: PROPERTY,
  views: VIEWS,
  unit: 'IRPs',
  skipped: neverSkipped,
  judge,
  documentation: {
    summary: 'an IRP is marked pending exactly where STATUS_PENDING is returned',
    demands:
      'A dispatch routine that returns STATUS_PENDING has called IoMarkIrpPending, and only such a one has.',
    rules: ['R45', 'R45d', 'R61', 'R62'],
    sources: ['DOC DDI IoMarkIrpPending', 'WT comment in driver.c', 'DOC C28143'],
    consequence:
      'the caller waits for ever, or the IRP and its buffers are freed twice; of a flush no error is told',
    guards: [
      'only IRPs that were completed and whose routine returned: others are for contract/completed-or-pending',
      'IRP_MJ_CLEANUP and IRP_MJ_CLOSE have no caller and are left out',
    ],
    compared: 'completed IRPs whose dispatch routine returned',
    reasons: [
      {
        code: 'not-marked',
        meaning: 'STATUS_PENDING returned without IoMarkIrpPending',
        microsoft: { name: 'MarkIrpPending2', code: '0xC9/0x23D', severity: 'non-fatal' },
      },
      {
        code: 'marked-not-returned',
        meaning: 'marked pending, and another status returned',
        microsoft: { name: 'MarkIrpPending', code: '0xC9/0x23E', severity: 'non-fatal' },
      },
    ],
    example: null,
  },
  evidence: {
    marks: [there('returned')],
    seenBy: 'driver',
  },
};

function judge(run: Run): Verdict {
  let compared = 0;
  for (const irp of run.requests) {
    if (!isJudged(irp)) continue;
    compared += 1;
    const name = majorFunctionName(irp.major);
    if (irp.returned === STATUS_PENDING && !irp.pendingMarked) {
      const observed = `${name} completed the IRP and returned STATUS_PENDING without IoMarkIrpPending`;
      const breach = breachOf(
        PROPERTY,
        'not-marked',
        atRequest(irp, irp.returnedAt),
        'marked pending before it is completed',
        observed,
      );
      return verdictOf(PROPERTY, compared, breach);
    }
    if (isMarkedInVain(irp)) {
      const observed = `${name} marked the IRP pending and returned ${ntstatusName(irp.returned ?? 0)}`;
      const breach = breachOf(
        PROPERTY,
        'marked-not-returned',
        atRequest(irp, irp.returnedAt),
        'STATUS_PENDING returned',
        observed,
      );
      return verdictOf(PROPERTY, compared, breach);
    }
  }
  return verdictOf(PROPERTY, compared, null);
}

/** What was never completed is for contract/completed-or-pending to name. */
function isJudged({ major, returned, completions }: Request): boolean {
  return returned !== null && completions > 0 && major !== IRP_MJ_CLEANUP && major !== IRP_MJ_CLOSE;
}
