import { ntstatusName, STATUS_PENDING } from '../../nt/ntstatus.ts';
import type { Actor } from '../../trace/evidence.ts';
import type { Breach } from '../../trace/finding.ts';
import type { EventDetails, EventKind } from '../../trace/run/event.ts';
import type { Step } from './step.ts';

/** Whether a step of the breach's operation is what the breach is about. */
type Mark = (step: Step, breach: Breach) => boolean;

const isKind =
  (...kinds: readonly EventKind[]): Mark =>
  ({ event, aspect }) =>
    aspect === 'event' && event !== null && kinds.includes(event.kind);

const BUG_CHECK = isKind('bug-check');
const ANSWER = isKind('answer');

const isPendingWrong: Mark = ({ event }) =>
  event?.kind === 'returned' && (event.detail.status === STATUS_PENDING) !== event.detail.pendingMarked;

const isUncompleted: Mark = ({ event }) => event?.kind === 'returned' && event.detail.completions === 0;

const returnedText = ({ status }: EventDetails['returned' | 'complete']): string =>
  `${ntstatusName(status)} returned`;

/** The status that was returned, and the one that the IRP was completed with. */
const disagrees: Mark = ({ event }, { expected, observed }) =>
  (event?.kind === 'returned' && observed === returnedText(event.detail)) ||
  (event?.kind === 'complete' && expected === returnedText(event.detail));

const claimsTooMuch: Mark = ({ event }, { observed }) =>
  event?.kind === 'complete' && observed === `Information ${event.detail.information}`;

const isUserPtrUse: Mark = ({ event, text }, { observed }) =>
  event?.kind === 'userPtr' && text.endsWith(observed);

const holdsLock: Mark = ({ event }, { reason }) =>
  event?.kind === 'complete'
    ? reason === 'held-at-completion'
    : reason === 'held-at-return' && event?.kind === 'returned';

const isViolationOf: Mark = ({ event }, { observed }) =>
  event?.kind === 'violation' && event.detail.detail === observed;

const isSurroundings: Mark = ({ aspect }) => aspect === 'surroundings';

/** By property, in the order in which they are looked for: the first that finds a step marks all that it finds. */
const MARKS: Readonly<Record<string, readonly Mark[]>> = {
  'model/status': [ANSWER, BUG_CHECK],
  'model/information': [ANSWER],
  'model/iosb': [ANSWER],
  'model/position': [ANSWER],
  'model/user-ptr': [isUserPtrUse],
  'contract/complete-once': [isKind('complete', 'bug-check')],
  'contract/completed-or-pending': [isUncompleted, BUG_CHECK],
  'contract/pending-marked': [isPendingWrong],
  'contract/status-agrees': [disagrees],
  'contract/no-touch-after-complete': [isViolationOf],
  'contract/information-bounded': [claimsTooMuch],
  'contract/in-bounds': [isViolationOf, isSurroundings, BUG_CHECK],
  'contract/lock-released': [BUG_CHECK, holdsLock],
  'contract/irql-restored': [BUG_CHECK],
  'contract/mdl-use': [BUG_CHECK],
  'contract/read-only-respected': [isViolationOf],
  'contract/survives-faults': [BUG_CHECK],
  'contract/no-double-fetch': [isKind('refetched')],
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
  breach: Breach,
): { readonly steps: readonly Step[]; readonly marked: ReadonlySet<Step> } {
  const near = steps.filter(({ op }) => op === breach.op);
  const last = LAST.has(breach.property) ? (near.at(-1) ?? steps.at(-1)) : undefined;
  if (last !== undefined) return { steps, marked: new Set([last]) };
  for (const mark of MARKS[breach.property] ?? []) {
    const found = near.filter((step) => mark(step, breach));
    if (found.length > 0) return { steps, marked: new Set(found) };
  }
  const remark = remarkOf(breach);
  const at = steps.findLastIndex(({ op }) => op <= breach.op) + 1;
  return { steps: steps.toSpliced(at, 0, remark), marked: new Set([remark]) };
}

function remarkOf({ property, op, expected, observed }: Breach): Step {
  const actor = SEEN_BY.find(([start]) => property.startsWith(start))?.[1] ?? 'driver';
  const where = property.startsWith('metamorphic/') ? 'in a variant: ' : '';
  const text = `${where}${observed}; expected: ${expected}`;
  return { op, actor, to: null, text, event: null, aspect: 'event' };
}
