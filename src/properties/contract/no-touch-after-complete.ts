import type { ViolationKind } from '../../trace/run/violation.ts';
import type { Judge } from '../judge.ts';
import { breachOf, verdictOf } from '../verdict.ts';

const PROPERTY = 'contract/no-touch-after-complete';

const REASONS: Partial<Readonly<Record<ViolationKind, string>>> = {
  'irp-touched-after-complete': 'irp-touched',
  'buffer-touched-after-complete': 'buffer-touched',
};

/**
 * Once a driver has completed an IRP, it reads and writes neither the IRP nor its SystemBuffer any more (R57, G7);
 * to hold or compare the pointers is no access. Compared: completed IRPs.
 */
export const noTouchAfterComplete: Judge = (run) => {
  let compared = 0;
  for (const irp of run.requests) if (irp.completions > 0) compared += 1;
  for (const violation of run.violations) {
    const reason = REASONS[violation.kind];
    if (reason === undefined) continue;
    const breach = breachOf(
      PROPERTY,
      reason,
      violation,
      'what was completed is left alone',
      violation.detail,
    );
    return verdictOf(PROPERTY, Math.max(1, compared), breach);
  }
  return verdictOf(PROPERTY, compared, null);
};
