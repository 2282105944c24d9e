import { bugCheckName } from '../../nt/bug-check.ts';
import { majorFunctionName } from '../../nt/irp.ts';
import type { JudgedBreach } from '../../trace/finding.ts';
import type { Run } from '../../trace/run/run.ts';
import { isCorruption } from '../../trace/run/violation.ts';
import type { Where } from '../../trace/run/where.ts';
import type { Judge } from '../judge.ts';
import { breachOf, verdictOf } from '../verdict.ts';
import { atAnswer, requestAt } from '../where.ts';
import { memoryBugCheckReason, underFault } from './memory-bug-checks.ts';

const PROPERTY = 'contract/in-bounds';

/**
 * A driver touches no memory beyond the buffers it was given or allocated (R46, R84; corruption, 0x19, 0x50).
 * Compared: reads and writes of at least one byte that reached the driver.
 */
export const inBounds: Judge = (run) => {
  let compared = 0;
  for (const irp of run.requests) if (irp.parameters.length > 0) compared += 1;
  const breach = firstBreach(run);
  return verdictOf(PROPERTY, breach === null ? compared : Math.max(1, compared), breach);
};

function firstBreach(run: Run): JudgedBreach | null {
  const violation = run.violations.find(isCorruption);
  if (violation !== undefined) {
    return breachOf(
      PROPERTY,
      `${violation.kind}${during(run, violation)}`,
      violation,
      'memory of others untouched',
      violation.detail,
    );
  }
  for (let op = 0; op < run.observations.length; op += 1) {
    const changed = run.observations[op]?.surroundingsChanged ?? 0;
    if (changed > 0) {
      const where = atAnswer(run, op);
      const observed = `${changed} ${changed === 1 ? 'byte' : 'bytes'} around it changed`;
      return breachOf(
        PROPERTY,
        `user-surroundings${during(run, where)}`,
        where,
        "nothing but the caller's buffer changes",
        observed,
      );
    }
  }
  const { bugCheck } = run;
  const reason = bugCheck === null ? null : memoryBugCheckReason(bugCheck);
  if (bugCheck !== null && reason !== null && !underFault(run, bugCheck)) {
    const observed = `${bugCheckName(bugCheck.code)}: ${bugCheck.reason}`;
    return breachOf(
      PROPERTY,
      `${reason}${during(run, bugCheck)}`,
      bugCheck,
      'only mapped memory is touched',
      observed,
    );
  }
  return null;
}

/** The request during which it showed, as the end of a reason code; empty when the operation had none. */
function during(run: Run, where: Where): string {
  const request = requestAt(run, where);
  return request === undefined ? '' : `-in-${majorFunctionName(request.major)}`;
}
