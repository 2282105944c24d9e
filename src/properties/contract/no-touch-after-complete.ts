import { VIEWS } from '../../trace/ops/view.ts';
import type { Run } from '../../trace/run/run.ts';
import type { ViolationKind } from '../../trace/run/violation.ts';
import { there } from '../evidence/marks.ts';
import type { Verdict } from '../judge.ts';
import type { RunProperty } from '../property.ts';
import { neverSkipped } from '../skips.ts';
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
export const noTouchAfterComplete: RunProperty = {
  id: PROPERTY,
  views: VIEWS,
  unit: 'IRPs',
  skipped: neverSkipped,
  judge,
  documentation: {
    summary: 'what was completed is left alone',
    demands:
      'Once a driver has completed an IRP, it reads and writes neither the IRP nor its SystemBuffer any more.',
    rules: ['R57'],
    sources: ['DOC WDD kernel/how-to-complete-an-irp', 'DOC WDD kernel/implementing-an-iocompletion-routine'],
    consequence: 'use after free: the I/O manager may have freed the IRP and given its memory to others',
    guards: [
      'accesses alone count: holding or comparing a pointer is none',
      'what the kernel does inside a call is its own',
    ],
    compared: 'completed IRPs',
    reasons: [
      { code: 'irp-touched', meaning: 'the IRP or one of its stack locations was read or written' },
      { code: 'buffer-touched', meaning: 'its SystemBuffer was read or written' },
    ],
    example: null,
  },
  evidence: {
    marks: [there('violation')],
    seenBy: 'driver',
  },
};

function judge(run: Run): Verdict {
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
}
