import { evidenceFor } from '../../properties/registry.ts';
import type { TimelineEvent } from '../../trace/finding/evidence.ts';
import type { JudgedBreach } from '../../trace/finding/finding.ts';
import { printable } from '../../trace/printable.ts';
import type { RunEvent } from '../../trace/run/event.ts';
import { markedSteps } from './marked-steps.ts';
import { shownParts } from './shown.ts';
import type { Step } from './step.ts';
import { stepsOf } from './steps.ts';

/** Characters of an event's text. */
const MAX_TEXT = 200;

/**
 * A run as a conversation of caller, I/O manager and driver. What the breach is about is marked, in a run without one
 * nothing. How handles are closed and the driver is unloaded is told only where the breach is about that. Of a long run
 * some steps are left out, and an event says how many.
 */
export function timelineOf(events: readonly RunEvent[], breach: JudgedBreach | null): TimelineEvent[] {
  const all = withoutEnd(stepsOf(events), breach);
  const { steps, marked } =
    breach === null ? { steps: all, marked: new Set<Step>() } : markedSteps(all, breach);
  const lastMarked = steps.findLastIndex((step) => marked.has(step));
  return shownParts(steps.length, lastMarked).flatMap((part) => {
    const step = steps[part.at];
    if (step === undefined) return [];
    if ('left' in part) return [{ ...eventOf(step, `… ${part.left} more`), to: null, isMarked: false }];
    return [{ ...eventOf(step, step.text), isMarked: marked.has(step) }];
  });
}

function withoutEnd(steps: readonly Step[], breach: JudgedBreach | null): readonly Step[] {
  const end = steps.findIndex(({ event }) => event?.kind === 'exit');
  const op = steps[end]?.op;
  if (op === undefined) return steps;
  if (breach !== null && (breach.op >= op || evidenceFor(breach.property).untilUnload === true)) return steps;
  return steps.slice(0, end);
}

function eventOf({ op, actor, to }: Step, text: string): Omit<TimelineEvent, 'isMarked'> {
  const line = printable(text);
  return { op, actor, to, text: line.length <= MAX_TEXT ? line : `${line.slice(0, MAX_TEXT)}…` };
}
