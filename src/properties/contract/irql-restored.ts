import { bugCheckName } from '../../nt/bug-check.ts';
import type { Judge } from '../judge.ts';
import { breachOf, verdictOf } from '../verdict.ts';
import { irqlReason } from './irql-bug-checks.ts';
import { underFault } from './memory-bug-checks.ts';

const PROPERTY = 'contract/irql-restored';

/**
 * A driver raises the IRQL with KeRaiseIrql and lowers it with KeLowerIrql, has lowered it before it calls what needs a
 * lower one, and when a routine of it returns (W4; bug checks 0x0A, 0x4A, 0xC8, 0xC9/0x05, 0xC4/0x30 and 0x31).
 * Compared: IRPs whose dispatch routine returned.
 */
export const irqlRestored: Judge = (run) => {
  let compared = 0;
  for (const irp of run.requests) if (irp.returned !== null) compared += 1;
  const { bugCheck } = run;
  const reason = bugCheck === null || underFault(run, bugCheck) ? null : irqlReason(run, bugCheck);
  if (bugCheck === null || reason === null) return verdictOf(PROPERTY, compared, null);
  const observed = `${bugCheckName(bugCheck.code)}: ${bugCheck.reason}`;
  const breach = breachOf(PROPERTY, reason, bugCheck, 'the IRQL is restored', observed);
  return verdictOf(PROPERTY, Math.max(1, compared), breach);
};
