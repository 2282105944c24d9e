import type { RunEvent } from '../trace/run/event.ts';
import type { Run } from '../trace/run/run.ts';
import { isCorruption, type Violation } from '../trace/run/violation.ts';
import type { Where } from '../trace/run/where.ts';

/**
 * A run in which corruption of memory is told where it was done, and not where it came to be noticed, as when the block
 * was freed.
 *
 * @param checked a run of the same trace in which all of pool is looked at whenever the driver comes back
 */
export function blamed(run: Run, checked: Run): Run {
  const found = run.violations.find(isCorruption);
  const written = checked.violations.find(isCorruption);
  if (found === undefined || written === undefined) return run;
  // To notice it took a moment that the run without these looks does not have.
  const where: Where = { op: written.op, request: written.request, moment: written.moment - 1 };
  if (where.moment >= found.moment) return run;
  const violation: Violation = { ...written, ...where };
  return {
    ...run,
    violations: [violation, ...run.violations.filter((each) => each !== found)].toSorted(
      (left, right) => left.moment - right.moment,
    ),
    events: eventsWith(run.events, found, violation),
  };
}

/** The events with that of the violation where it was done. */
function eventsWith(
  events: readonly RunEvent[],
  found: Violation,
  violation: Violation,
): readonly RunEvent[] {
  const at = events.findIndex(({ kind, moment }) => kind === 'violation' && moment === found.moment);
  const event = events[at];
  if (event?.kind !== 'violation') return events;
  const { op, request, moment, kind, detail } = violation;
  const beyond = event.detail.kind === kind && event.detail.detail === detail ? event.detail.beyond : null;
  const moved: RunEvent = {
    ...event,
    op,
    request,
    moment,
    context: 'caller',
    detail: { kind, detail, beyond },
  };
  const rest = events.toSpliced(at, 1);
  return rest.toSpliced(rest.findLastIndex((each) => each.moment <= moment) + 1, 0, moved);
}
