import { bugCheckName } from '../../nt/bug-check.ts';
import { failing } from '../../trace/during.ts';
import { VIEWS } from '../../trace/ops/view.ts';
import type { Run } from '../../trace/run/run.ts';
import { BUG_CHECK } from '../evidence/marks.ts';
import { exampleOf } from '../example.ts';
import type { Verdict } from '../judge.ts';
import { FROM_ENTRY, FROM_UNLOAD, struckOrigin } from '../origin.ts';
import type { RunProperty } from '../property.ts';
import { withoutFaults } from '../skips.ts';
import { breachOf, verdictOf } from '../verdict.ts';
import { underFault } from './memory-bug-checks.ts';

const PROPERTY = 'contract/survives-faults';

/**
 * A driver answers a failed mapping, allocation or lock with an error, not with a bug check (R71, R75, G9; M10).
 * Compared: IRPs, loads and unloads during which a planned fault struck.
 */
export const survivesFaults: RunProperty = {
  id: PROPERTY,
  views: VIEWS,
  unit: 'IRPs',
  skipped: withoutFaults,
  optional: () => 'no fault struck while the driver had a request',
  judge,
  documentation: {
    summary: 'low resources end in an error status, not in a bug check',
    demands: 'A driver answers a failed mapping, allocation or lock of pages with an error.',
    rules: ['M10', 'R71', 'R74', 'R75', 'G9'],
    sources: [
      'DOC DDI MmGetSystemAddressForMdlSafe, MmProbeAndLockPages',
      'DOC WDD kernel/errors-in-direct-i-o',
      'DOC devtest/low-resources-simulation',
    ],
    consequence: 'a bug check when the machine is low on resources',
    guards: [
      'only bug checks of a request, DriverEntry or DriverUnload that a planned fault has struck',
      'what comes of a driver that was loaded under a fault is a warning',
    ],
    compared: 'IRPs, loads and unloads during which a planned fault struck',
    reasons: [{ code: 'bug-check-0x<code>', meaning: 'the bug check that followed' }],
    example: exampleOf('article-verbatim', 'direct', 'bug-check-0x3b', {
      op: 'write',
      length: 1,
      during: failing('system-mapping'),
    }),
  },
  evidence: {
    marks: [BUG_CHECK],
    seenBy: 'driver',
  },
};

function judge(run: Run): Verdict {
  let compared = 0;
  for (const irp of run.requests) if (irp.faulted) compared += 1;
  if (run.faulted.load) compared += 1;
  if (run.faulted.unload) compared += 1;
  const { bugCheck } = run;
  if (bugCheck === null || !underFault(run, bugCheck)) return verdictOf(PROPERTY, compared, null);
  const observed = `${bugCheckName(bugCheck.code)}: ${bugCheck.reason}`;
  const breach = breachOf(
    PROPERTY,
    `bug-check-0x${bugCheck.code.toString(16)}`,
    bugCheck,
    'an error status',
    observed,
  );
  if (bugCheck.request !== null) return verdictOf(PROPERTY, compared, breach);
  const origin = struckOrigin(run.loaded ? FROM_UNLOAD : FROM_ENTRY, true);
  return verdictOf(PROPERTY, compared, { ...breach, origin });
}
