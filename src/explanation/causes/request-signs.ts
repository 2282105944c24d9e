import { originOf } from '../../properties/origin.ts';
import { requestAt } from '../../properties/where.ts';
import { isFault, pointOf } from '../../trace/during.ts';
import type { JudgedBreach } from '../../trace/finding/finding.ts';
import type { Run } from '../../trace/run/run.ts';
import { factsOf } from '../evidence/facts.ts';
import { placeOf } from './breach-signs.ts';
import { isMisuse } from './explains.ts';

/** What a wrong answer of the framework, or a fault that is not answered, may lead to. */
const MAY_FOLLOW: ReadonlySet<string> = new Set([
  'contract/in-bounds',
  'contract/information-bounded',
  'contract/survives-faults',
]);

/**
 * Codes of what a request was given before the driver did anything wrong with it: what the framework answered the
 * driver, or else what was not had. None where the driver misuses the request by itself.
 *
 * @param beside what the request shows
 */
export function requestSigns(run: Run, op: number, beside: readonly JudgedBreach[]): readonly string[] {
  if (beside.some((breach) => isMisuse(breach) && !MAY_FOLLOW.has(breach.property))) return [];
  const answered = frameworkSign(run, op);
  return answered === null ? faultSigns(run, op) : [answered];
}

/** The first thing that the framework answered wrong: its routine, and what of the buffer it had to go by. */
function frameworkSign(run: Run, op: number): string | null {
  const events = run.events.filter((event) => event.op === op);
  for (const fact of factsOf(events)) {
    if (fact.kind === 'request.offset') return `request.offset ${deliveryOf(run, op)}`;
    if (fact.kind === 'request.userPtr') return 'request.userPtr';
    if (fact.kind === 'userPtr') return `userPtr ${fact.detail.method}`;
  }
  return null;
}

function deliveryOf({ events }: Run, op: number): string {
  const sent = events.find((event) => event.op === op && event.kind === 'dispatch');
  if (sent?.kind !== 'dispatch') return 'none';
  if (sent.detail.mdl) return 'mdl';
  return sent.detail.systemBuffer ? 'system-buffer' : 'none';
}

/** What was asked for and not had, by its points, in a request that a fault has struck. */
function faultSigns(run: Run, op: number): readonly string[] {
  const where = { op, request: null, moment: 0 };
  const performed = run.trace.ops[op];
  if (performed === undefined || !('during' in performed) || requestAt(run, where)?.faulted !== true)
    return [];
  const place = placeOf(originOf(run, where));
  return performed.during.filter(isFault).map((entry) => `fault ${pointOf(entry)} ${place}`);
}
