import type { Breach, JudgedBreach } from '../../trace/finding/finding.ts';
import { endingOf, type Run } from '../../trace/run/run.ts';

/** What a driver does with a request, its buffers and its MDLs. */
const MISUSES: ReadonlySet<string> = new Set([
  'contract/complete-once',
  'contract/completed-or-pending',
  'contract/pending-marked',
  'contract/status-agrees',
  'contract/no-touch-after-complete',
  'contract/information-bounded',
  'contract/in-bounds',
  'contract/caller-address',
  'contract/lock-released',
  'contract/irql-restored',
  'contract/no-leak',
  'contract/mdl-use',
  'contract/read-only-respected',
  'contract/survives-faults',
]);

/** How a request is ended. */
const ENDINGS: ReadonlySet<string> = new Set([
  'contract/complete-once',
  'contract/completed-or-pending',
  'contract/pending-marked',
  'contract/status-agrees',
  'contract/survives-faults',
]);

/** Whether a call succeeds. */
const STATUSES: ReadonlySet<string> = new Set(['model/status', 'win32/result']);

/** What a caller is told with it. */
const BLOCKS: ReadonlySet<string> = new Set([
  'model/status',
  'model/iosb',
  'win32/result',
  'win32/last-error',
  'win32/overlapped',
]);

/** How many bytes a caller is told of. */
const AMOUNTS: ReadonlySet<string> = new Set([
  'model/information',
  'win32/bytes',
  'contract/information-bounded',
]);

/** Which bytes a caller finds. */
const CONTENTS: ReadonlySet<string> = new Set(['model/data', 'win32/data']);

/** Bytes that an amount decides: those that lie beyond what should have been told, or were not copied for want of it. */
const BY_AMOUNT: ReadonlySet<string> = new Set(['not-transferred', 'changed-beyond-data']);

/** Memory that is not a driver's, or not any more: what lies there decides what comes of it. */
const TOUCHES: ReadonlySet<string> = new Set(['contract/in-bounds', 'contract/no-touch-after-complete']);

/** Whether memory was written that was free by then, as that of a completed request is (R45c). */
function isLateWrite({ reason }: Breach): boolean {
  return reason.startsWith('use-after-free-write');
}

/** Whether a breach is of what a driver does, and not of what comes of it. */
export function isMisuse({ property }: Breach): boolean {
  return MISUSES.has(property);
}

/** Whether one breach of a request says why another one of it is there. Neither is of a comparison. */
export function explains(cause: Breach, effect: Breach, run: Run): boolean {
  if (cause.property === effect.property) return false;
  if (endingOf(run, effect.op) === 'bug-check' && explainsBugCheck(cause, effect)) return true;
  const isEnding = ENDINGS.has(cause.property);
  const isStatus = STATUSES.has(cause.property);
  const isAmount = AMOUNTS.has(cause.property);
  if (BLOCKS.has(effect.property))
    return isEnding || isStatus || (isAmount && !STATUSES.has(effect.property));
  if (AMOUNTS.has(effect.property)) return isAmount || (!isMisuse(effect) && (isEnding || isStatus));
  if (CONTENTS.has(effect.property)) return explainsContents(cause, effect);
  switch (effect.property) {
    case 'model/position':
    case 'win32/position':
      return isEnding || isStatus;
    case 'contract/in-bounds':
      return isAmount || (cause.property === 'contract/no-touch-after-complete' && isLateWrite(effect));
    case 'contract/no-touch-after-complete':
      return cause.property === 'contract/complete-once';
    // Of a request that is gone another status is read than it had (R45c).
    case 'contract/status-agrees':
      return cause.property === 'contract/no-touch-after-complete';
    default:
      return false;
  }
}

/**
 * Whether a breach that two runs show alike says why they differ: it is of the very value that does. What a caller is
 * shown of the kernel's memory may come of more.
 */
export function explainsDifference({ property: cause }: Breach, { property, reason }: Breach): boolean {
  const isContents = CONTENTS.has(cause);
  if (property === 'contract/no-disclosure')
    return isContents || STATUSES.has(cause) || AMOUNTS.has(cause) || TOUCHES.has(cause);
  switch (reason) {
    case 'status':
      return STATUSES.has(cause);
    case 'information':
      return AMOUNTS.has(cause);
    case 'data':
      return isContents;
    default:
      return false;
  }
}

function explainsBugCheck(cause: Breach, effect: Breach): boolean {
  return isMisuse(cause) && (isMisuse(effect) || BLOCKS.has(effect.property));
}

function explainsContents(cause: Breach, { reason }: Breach): boolean {
  const { property } = cause;
  if (STATUSES.has(property) || property === 'contract/in-bounds') return true;
  if (property === 'contract/read-only-respected') return reason === 'caller-data-changed';
  return (ENDINGS.has(property) || AMOUNTS.has(property)) && BY_AMOUNT.has(reason);
}

/** Memory that was corrupted before a breach: what comes after it means nothing by itself. */
export function earlierCorruption(
  shown: readonly JudgedBreach[],
  { property, where }: JudgedBreach,
): JudgedBreach | null {
  if (property === 'contract/in-bounds') return null;
  const isCorruption = ({ reason }: JudgedBreach): boolean =>
    /^(?:pool-overrun|pool-underrun|use-after-free-write)/.test(reason);
  return (
    shown.find(
      (each) =>
        each.property === 'contract/in-bounds' && isCorruption(each) && each.where.moment < where.moment,
    ) ?? null
  );
}
