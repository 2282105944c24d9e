import { bugCheckName } from '../../nt/bug-check.ts';
import { VIEWS } from '../../trace/ops/view.ts';
import type { Run } from '../../trace/run/run.ts';
import { BUG_CHECK } from '../evidence/marks.ts';
import type { Verdict } from '../judge.ts';
import type { RunProperty } from '../property.ts';
import { neverSkipped } from '../skips.ts';
import { breachOf, verdictOf } from '../verdict.ts';
import { irqlReason } from './irql-bug-checks.ts';
import { underFault } from './memory-bug-checks.ts';

const PROPERTY = 'contract/irql-restored';

/**
 * A driver raises the IRQL with KeRaiseIrql and lowers it with KeLowerIrql, has lowered it before it calls what needs a
 * lower one, and when a routine of it returns (W4; bug checks 0x0A, 0x4A, 0xC8, 0xC9/0x05, 0xC4/0x30 and 0x31).
 * Compared: IRPs whose dispatch routine returned.
 */
export const irqlRestored: RunProperty = {
  id: PROPERTY,
  views: VIEWS,
  unit: 'IRPs',
  skipped: neverSkipped,
  judge,
  documentation: {
    summary: 'the IRQL is lowered again before a routine returns',
    demands:
      'A driver raises the IRQL with KeRaiseIrql, lowers it with KeLowerIrql, and has lowered it before it calls what needs a lower one or returns.',
    rules: ['R22a', 'R57a'],
    sources: ['DOC bug checks 0x0A, 0x4A, 0xC8, 0xC9 (0x05), 0xC4 (0x30, 0x31)'],
    consequence: 'bug check 0x4A IRQL_GT_ZERO_AT_SYSTEM_SERVICE or 0x0A; Driver Verifier: 0xC9/0x05',
    guards: ['a lock still held at return is for contract/lock-released'],
    compared: 'IRPs whose dispatch routine returned',
    reasons: [
      {
        code: 'changed-at-return',
        meaning: 'a routine returned at another IRQL than it was called at',
        microsoft: { name: 'IrqlReturn', code: '0xC9/0x05', severity: 'fatal' },
      },
      {
        code: 'raised-to-lower',
        meaning: 'KeRaiseIrql to a lower IRQL',
        microsoft: { name: 'IrqlKeRaiseLower', code: '0xC4/0x30', severity: 'fatal' },
      },
      {
        code: 'lowered-to-higher',
        meaning: 'KeLowerIrql to a higher IRQL',
        microsoft: { name: 'IrqlKeRaiseLower2', code: '0xC4/0x31', severity: 'fatal' },
      },
      { code: 'called-above-irql', meaning: 'a routine of the kernel was called above the IRQL it allows' },
    ],
    example: null,
  },
  evidence: {
    marks: [BUG_CHECK],
    seenBy: 'driver',
  },
};

function judge(run: Run): Verdict {
  let compared = 0;
  for (const irp of run.requests) if (irp.returned !== null) compared += 1;
  const { bugCheck } = run;
  const reason = bugCheck === null || underFault(run, bugCheck) ? null : irqlReason(run, bugCheck);
  if (bugCheck === null || reason === null) return verdictOf(PROPERTY, compared, null);
  const observed = `${bugCheckName(bugCheck.code)}: ${bugCheck.reason}`;
  const breach = breachOf(PROPERTY, reason, bugCheck, 'the IRQL is restored', observed);
  return verdictOf(PROPERTY, Math.max(1, compared), breach);
}
