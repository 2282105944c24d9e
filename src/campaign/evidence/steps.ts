import { NT_SUCCESS } from '../../nt/ntstatus.ts';
import type { RunEvent } from '../../trace/run.ts';
import type { Step } from './step.ts';
import { type Line, linesOf, routineText } from './step-lines.ts';

/** What tells that a call did not end without an IRP. */
const HAS_IRP: ReadonlySet<string> = new Set(['dispatch', 'no-irp', 'unbuilt', 'bug-check']);

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
    const { op, kind, detail } = event;
    if (kind === 'call') hasIrp = false;
    if (HAS_IRP.has(kind)) hasIrp = true;
    if (kind === 'answer' && !hasIrp) steps.push({ ...unsent(detail), op, kind: 'unsent', detail });
    for (const line of linesAt(events, index)) steps.push({ op, kind, detail, ...line });
  }
  return steps;
}

/** How the I/O manager answers a call that no IRP was made for. */
function unsent({ status }: RunEvent['detail']): Line {
  const text = NT_SUCCESS(Number(status)) ? 'answers without an IRP' : 'refuses the call before any IRP';
  return { actor: 'io-manager', to: null, text };
}

/** A call of a routine and its result are one step where nothing happens in between. */
function linesAt(events: readonly RunEvent[], index: number): readonly Line[] {
  const event = events[index];
  if (event === undefined) return [];
  const next = events[index + 1];
  const previous = events[index - 1];
  if (event.kind === 'ddi') {
    if (isToldBy(event, next)) return [];
    if (isResultOf(event, next)) {
      const text = `${routineText(event.detail)}: ${next?.detail['result']}`;
      return [{ actor: 'driver', to: 'io-manager', text }];
    }
  }
  return previous !== undefined && isResultOf(previous, event) ? [] : linesOf(event);
}

function isResultOf(called: RunEvent, event: RunEvent | undefined): boolean {
  return (
    called.kind === 'ddi' && event?.kind === 'ddi.result' && event.detail['name'] === called.detail['name']
  );
}

/** Routines of which the event that follows says more. */
function isToldBy({ detail: { name } }: RunEvent, next: RunEvent | undefined): boolean {
  return (
    (name === 'IoCompleteRequest' && next?.kind === 'complete') ||
    (name === 'DbgPrint' && next?.kind === name)
  );
}
