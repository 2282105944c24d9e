import { bugCheckName } from '../../nt/bug-check.ts';
import { majorFunctionName } from '../../nt/irp.ts';
import { ntstatusName, STATUS_PENDING } from '../../nt/ntstatus.ts';
import type { JudgedBreach } from '../../trace/finding/finding.ts';
import { VIEWS } from '../../trace/ops/view.ts';
import type { Request } from '../../trace/run/request.ts';
import type { Run } from '../../trace/run/run.ts';
import { BUG_CHECK, there } from '../evidence/marks.ts';
import { exampleOf } from '../example.ts';
import type { Verdict } from '../judge.ts';
import type { RunProperty } from '../property.ts';
import { neverSkipped } from '../skips.ts';
import { breachOf, verdictOf } from '../verdict.ts';
import { atRequest } from '../where.ts';
import { isNamedElsewhere } from './memory-bug-checks.ts';

const PROPERTY = 'contract/completed-or-pending';

/**
 * A dispatch routine returns, and has then completed the IRP or returns STATUS_PENDING and completes it
 * (R45, R61; Verifier 0xC9/0x226, or a hang). One that is pended as it may be, marked, is refused and not judged.
 * Compared: IRPs sent.
 */
export const completedOrPending: RunProperty = {
  id: PROPERTY,
  views: VIEWS,
  unit: 'IRPs',
  skipped: neverSkipped,
  judge,
  documentation: {
    summary: 'a dispatch routine completes the IRP, or returns STATUS_PENDING',
    demands:
      'A dispatch routine comes back with an NTSTATUS; by then it has completed the IRP, or it returns STATUS_PENDING and completes it in the end.',
    rules: ['R45', 'R61'],
    sources: ['DOC bug check 0xC9 (0x226)', 'DOC DDI IoMarkIrpPending'],
    consequence: 'the caller waits for ever or the machine stops; Driver Verifier: 0xC9/0x226',
    guards: [
      'a bug check that another property names is left to that one',
      'an IRP that is marked pending and not yet completed is no finding: asynchronous requests are refused',
    ],
    compared: 'IRPs sent',
    reasons: [
      {
        code: 'neither',
        meaning: 'neither completed nor STATUS_PENDING returned',
        microsoft: { name: 'IrpProcessingComplete', code: '0xC9/0x226', severity: 'fatal' },
      },
      {
        code: 'never-completed',
        meaning:
          'STATUS_PENDING returned without IoMarkIrpPending, and nothing is left that would complete it',
      },
      { code: 'exception', meaning: 'an exception left the routine' },
      { code: 'bug-check-0x<code>', meaning: 'a bug check that no other property names' },
    ],
    example: exampleOf('forgets-to-complete-verbatim', 'buffered', 'neither', { op: 'read' }),
  },
  evidence: {
    marks: [there('returned', 'bug-check'), BUG_CHECK],
    seenBy: 'driver',
  },
};

function judge(run: Run): Verdict {
  let compared = 0;
  for (const irp of run.requests) {
    if (run.refused?.requests.includes(irp.id) === true) continue;
    compared += 1;
    const breach = judgeIrp(run, irp);
    if (breach !== null) return verdictOf(PROPERTY, compared, breach);
  }
  return verdictOf(PROPERTY, compared, unnamedBugCheck(run, 'the machine goes on'));
}

/** A bug check that no other property names; `expected` says for people what should have happened instead. */
function unnamedBugCheck(run: Run, expected: string): JudgedBreach | null {
  const { bugCheck } = run;
  if (bugCheck === null || isNamedElsewhere(run, bugCheck)) return null;
  const reason = `bug-check-0x${bugCheck.code.toString(16)}`;
  return breachOf(PROPERTY, reason, bugCheck, expected, `${bugCheckName(bugCheck.code)}: ${bugCheck.reason}`);
}

function judgeIrp(run: Run, irp: Request): JudgedBreach | null {
  const name = majorFunctionName(irp.major);
  if (irp.returned === null) {
    const { driverException } = run;
    if (driverException !== null) {
      const observed = `${driverException.name}: ${driverException.message}`;
      return breachOf(
        PROPERTY,
        'exception',
        atRequest(irp, driverException.moment),
        `${name} returns an NTSTATUS`,
        observed,
      );
    }
    return unnamedBugCheck(run, `${name} returns an NTSTATUS`);
  }
  if (irp.completions > 0) return null;
  if (irp.returned !== STATUS_PENDING) {
    const observed = `${name} returned ${ntstatusName(irp.returned)} without completing the IRP`;
    return breachOf(
      PROPERTY,
      'neither',
      atRequest(irp, irp.returnedAt),
      'completed, or STATUS_PENDING returned',
      observed,
    );
  }
  const observed = `${name} returned STATUS_PENDING and nothing is left that would complete it`;
  return breachOf(
    PROPERTY,
    'never-completed',
    atRequest(irp, irp.returnedAt),
    'completed in the end',
    observed,
  );
}
