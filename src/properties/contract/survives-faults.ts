import { bugCheckName } from '../../nt/bug-check.ts';
import type { Judge } from '../judge.ts';
import { breachOf, verdictOf } from '../verdict.ts';
import { underFault } from './memory-bug-checks.ts';

const PROPERTY = 'contract/survives-faults';

/**
 * A driver answers a failed mapping or allocation with an error, not with a bug check (R75, G9; M10).
 * Compared: IRPs during which a planned fault struck.
 */
export const survivesFaults: Judge = (run) => {
  let compared = 0;
  for (const irp of run.requests) if (irp.faulted) compared += 1;
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
  return verdictOf(PROPERTY, compared, breach);
};
