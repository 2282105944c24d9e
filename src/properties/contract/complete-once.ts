import { MULTIPLE_IRP_COMPLETE_REQUESTS } from '../../nt/bug-check.ts';
import { majorFunctionName } from '../../nt/irp.ts';
import { VIEWS } from '../../trace/ops/view.ts';
import type { Run } from '../../trace/run/run.ts';
import { BUG_CHECK, either, ofRequest } from '../evidence/marks.ts';
import { exampleOf } from '../example.ts';
import type { Verdict } from '../judge.ts';
import type { RunProperty } from '../property.ts';
import { neverSkipped } from '../skips.ts';
import { breachOf, verdictOf } from '../verdict.ts';
import { atRequest } from '../where.ts';

const PROPERTY = 'contract/complete-once';

/** An IRP is completed at most once (R56; bug check 0x44). Compared: completed IRPs. */
export const completeOnce: RunProperty = {
  id: PROPERTY,
  views: VIEWS,
  unit: 'IRPs',
  skipped: neverSkipped,
  judge,
  documentation: {
    summary: 'an IRP is completed at most once',
    demands: 'A driver calls IoCompleteRequest once for an IRP, and only for an IRP that is under way.',
    rules: ['R56', 'R60'],
    sources: ['DOC bug check 0x44', 'DOC WDD kernel/how-to-complete-an-irp'],
    consequence: 'bug check 0x44 MULTIPLE_IRP_COMPLETE_REQUESTS, or silent corruption',
    guards: ['a completion for each IRP, not for each call: an IRP that is sent anew counts anew'],
    compared: 'completed IRPs',
    reasons: [
      {
        code: 'completed-twice',
        meaning: 'the same IRP was completed again',
        microsoft: { name: 'DoubleCompletion', code: '0x44', severity: 'fatal' },
      },
      { code: 'completed-no-irp', meaning: 'what was completed is no IRP, or one that is gone' },
    ],
    example: exampleOf('article-verbatim', 'buffered', 'completed-twice', { op: 'flush' }),
  },
  evidence: {
    marks: [either(ofRequest('complete'), BUG_CHECK)],
    seenBy: 'driver',
  },
};

function judge(run: Run): Verdict {
  let compared = 0;
  for (const irp of run.requests) {
    if (irp.completions === 0) continue;
    compared += 1;
    if (irp.completions > 1) {
      const observed = `${majorFunctionName(irp.major)} completed ${irp.completions} times`;
      return verdictOf(
        PROPERTY,
        compared,
        breachOf(PROPERTY, 'completed-twice', atRequest(irp, irp.completedAt), 'completed once', observed),
      );
    }
  }
  const { bugCheck } = run;
  if (bugCheck?.code === MULTIPLE_IRP_COMPLETE_REQUESTS) {
    const breach = breachOf(
      PROPERTY,
      'completed-no-irp',
      bugCheck,
      'an IRP under way is completed',
      bugCheck.reason,
    );
    return verdictOf(PROPERTY, compared + 1, breach);
  }
  return verdictOf(PROPERTY, compared, null);
}
