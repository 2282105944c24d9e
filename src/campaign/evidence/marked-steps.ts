import type { Actor } from '../../trace/evidence.ts';
import type { Breach, JudgedBreach } from '../../trace/finding.ts';
import type { EventKind, RunEvent } from '../../trace/run/event.ts';
import type { Where } from '../../trace/run/where.ts';
import type { Aspect, Step } from './step.ts';

/** Whether a step is what a breach is about. */
type Mark = (event: RunEvent, where: Where, aspect: Aspect) => boolean;

/** An event of one of the kinds that happened just where the breach is. */
const there =
  (...kinds: readonly EventKind[]): Mark =>
  ({ kind, moment }, where, aspect) =>
    aspect === 'event' && moment === where.moment && kinds.includes(kind);

/** A run has one at most, which ends it. */
const BUG_CHECK: Mark = ({ kind, op }, where) => kind === 'bug-check' && op === where.op;

/** Those of the request that the breach is about. */
const ofRequest =
  (kind: EventKind): Mark =>
  (event, { request }) =>
    event.kind === kind && request !== null && event.request === request;

const either =
  (...marks: readonly Mark[]): Mark =>
  (event, where, aspect) =>
    marks.some((mark) => mark(event, where, aspect));

const SURROUNDINGS: Mark = ({ moment }, where, aspect) =>
  aspect === 'surroundings' && moment === where.moment;

/** By property, in the order in which they are looked for: the first that finds a step marks all that it finds. */
const MARKS: Readonly<Record<string, readonly Mark[]>> = {
  'model/status': [there('answer', 'bug-check')],
  'model/information': [there('answer')],
  'model/iosb': [there('answer')],
  'model/position': [there('answer')],
  'model/user-ptr': [there('userPtr')],
  'contract/complete-once': [either(ofRequest('complete'), BUG_CHECK)],
  'contract/completed-or-pending': [there('returned', 'bug-check'), BUG_CHECK],
  'contract/pending-marked': [there('returned')],
  // The status that was returned, and the one that the IRP was completed with.
  'contract/status-agrees': [either(there('returned'), ofRequest('complete'))],
  'contract/no-touch-after-complete': [there('violation')],
  'contract/information-bounded': [there('complete')],
  'contract/in-bounds': [there('violation'), SURROUNDINGS, BUG_CHECK],
  'contract/lock-released': [BUG_CHECK, there('complete', 'returned', 'unloaded')],
  'contract/irql-restored': [BUG_CHECK],
  'contract/mdl-use': [BUG_CHECK],
  'contract/read-only-respected': [there('violation')],
  'contract/survives-faults': [BUG_CHECK],
  'contract/no-double-fetch': [ofRequest('refetched')],
};

/** Properties that are about the last thing a driver did. */
const LAST: ReadonlySet<string> = new Set(['contract/terminates']);

/** Who it is that sees a breach of which no step tells, by the start of the property's name. */
const SEEN_BY: readonly (readonly [start: string, actor: Actor])[] = [
  ['model/', 'caller'],
  ['metamorphic/', 'caller'],
  ['contract/no-disclosure', 'caller'],
  ['contract/read-only-respected', 'caller'],
  ['contract/no-leak', 'io-manager'],
];

/** Of a run with a breach, the steps that it is about. Where none tells of it, there is one more that does. */
export function markedSteps(
  steps: readonly Step[],
  breach: JudgedBreach,
): { readonly steps: readonly Step[]; readonly marked: ReadonlySet<Step> } {
  const { property, where } = breach;
  const last = LAST.has(property) ? (steps.findLast(({ op }) => op === where.op) ?? steps.at(-1)) : undefined;
  if (last !== undefined) return { steps, marked: new Set([last]) };
  for (const mark of MARKS[property] ?? []) {
    const found = steps.filter(({ event, aspect }) => event !== null && mark(event, where, aspect));
    if (found.length > 0) return { steps, marked: new Set(found) };
  }
  const remark = remarkOf(breach);
  const at = steps.findLastIndex(({ op }) => op <= where.op) + 1;
  return { steps: steps.toSpliced(at, 0, remark), marked: new Set([remark]) };
}

function remarkOf({ property, op, expected, observed }: Breach): Step {
  const actor = SEEN_BY.find(([start]) => property.startsWith(start))?.[1] ?? 'driver';
  const where = property.startsWith('metamorphic/') ? 'in a variant: ' : '';
  const text = `${where}${observed}; expected: ${expected}`;
  return { op, actor, to: null, text, event: null, aspect: 'event' };
}
