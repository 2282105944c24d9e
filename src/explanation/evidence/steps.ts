import { NT_SUCCESS } from '../../nt/ntstatus.ts';
import type { EventKind, EventOf, RunEvent } from '../../trace/run/event.ts';
import type { Step } from './step.ts';
import { type Line, linesOf, routineText } from './step-lines.ts';

/** What tells that a call did not end without an IRP. */
const HAS_IRP: ReadonlySet<EventKind> = new Set<EventKind>(['dispatch', 'no-irp', 'unbuilt', 'bug-check']);

/**
 * The steps of a run that was recorded in full. Those of DriverEntry are left out, unless no call was made after it.
 */
export function stepsOf(events: readonly RunEvent[]): readonly Step[] {
  const from = Math.max(
    0,
    events.findIndex(({ kind }) => kind === 'call'),
  );
  const steps: Step[] = [];
  let hasIrp = true;
  for (let index = from; index < events.length; index += 1) {
    const event = events[index];
    if (event === undefined) break;
    const { op, kind } = event;
    if (kind === 'call') hasIrp = false;
    if (HAS_IRP.has(kind)) hasIrp = true;
    if ((kind === 'answer' || kind === 'program.answer') && !hasIrp)
      steps.push({ ...unsent(event), op, event });
    for (const line of linesAt(events, index)) steps.push({ ...line, op, event });
  }
  return steps;
}

/** How the I/O manager answers a call that no IRP was made for. */
function unsent({ detail }: EventOf<'answer' | 'program.answer'>): Line {
  const succeeded = 'status' in detail ? NT_SUCCESS(detail.status) : detail.succeeded;
  const text = succeeded ? 'answers without an IRP' : 'refuses the call before any IRP';
  return { actor: 'io-manager', to: null, text, aspect: 'unsent' };
}

/** A call of a routine and its result are one step where nothing happens in between. */
function linesAt(events: readonly RunEvent[], index: number): readonly Line[] {
  const event = events[index];
  if (event === undefined) return [];
  if (event.kind === 'ddi') {
    const next = events[index + 1];
    if (isToldBy(event, next)) return [];
    if (isResultOf(event, next)) {
      const text = `${routineText(event.detail)}: ${next.detail.result}`;
      return [{ actor: 'driver', to: 'io-manager', text, aspect: 'event' }];
    }
  }
  const previous = events[index - 1];
  return previous?.kind === 'ddi' && isResultOf(previous, event) ? [] : linesOf(event);
}

function isResultOf(called: EventOf<'ddi'>, event: RunEvent | undefined): event is EventOf<'ddi.result'> {
  return event?.kind === 'ddi.result' && event.detail.name === called.detail.name;
}

/** Routines of which the event that follows says more. */
function isToldBy({ detail: { name } }: EventOf<'ddi'>, next: RunEvent | undefined): boolean {
  return (
    (name === 'IoCompleteRequest' && next?.kind === 'complete') ||
    (name === 'DbgPrint' && next?.kind === 'DbgPrint')
  );
}
