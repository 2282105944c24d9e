import { MULTIPLE_IRP_COMPLETE_REQUESTS } from '../../nt/bug-check.ts';
import { majorFunctionName } from '../../nt/irp.ts';
import type { Judge } from '../judge.ts';
import { breachOf, verdictOf } from '../verdict.ts';
import { atRequest } from '../where.ts';

const PROPERTY = 'contract/complete-once';

/** An IRP is completed at most once (R56; bug check 0x44). Compared: completed IRPs. */
export const completeOnce: Judge = (run) => {
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
};
