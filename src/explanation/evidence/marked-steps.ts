import { evidenceFor } from '../../properties/registry.ts';
import type { Breach, JudgedBreach } from '../../trace/finding/finding.ts';
import type { Step } from './step.ts';

/** Of a run with a breach, the steps that it is about. Where none tells of it, there is one more that does. */
export function markedSteps(
  steps: readonly Step[],
  breach: JudgedBreach,
): { readonly steps: readonly Step[]; readonly marked: ReadonlySet<Step> } {
  const { property, where } = breach;
  const { marks } = evidenceFor(property);
  if (marks === 'last-step') {
    const last = steps.findLast(({ op }) => op === where.op) ?? steps.at(-1);
    if (last !== undefined) return { steps, marked: new Set([last]) };
  }
  for (const mark of marks === 'last-step' ? [] : marks) {
    const found = steps.filter(({ event, aspect }) => event !== null && mark(event, where, aspect));
    if (found.length > 0) return { steps, marked: new Set(found) };
  }
  const remark = remarkOf(breach);
  const at = steps.findLastIndex(({ op }) => op <= where.op) + 1;
  return { steps: steps.toSpliced(at, 0, remark), marked: new Set([remark]) };
}

function remarkOf({ property, op, expected, observed }: Breach): Step {
  const { seenBy, remarkStart = '' } = evidenceFor(property);
  const text = `${remarkStart}${observed}; expected: ${expected}`;
  return { op, actor: seenBy, to: null, text, event: null, aspect: 'event' };
}
