import { ntstatusName } from '../nt/ntstatus.ts';
import type { ObservedCall } from '../trace/finding/evidence.ts';
import { describeOp } from '../trace/ops/words.ts';
import { printable } from '../trace/printable.ts';
import type { Trace } from '../trace/trace.ts';
import { counted, shortened } from './format.ts';

/** What a caller observed of one operation, for people: `STATUS_SUCCESS, Information 1`. */
export function observedText({ ending, status, iosbWritten, information, answer }: ObservedCall): string {
  if (ending === 'blocked') return 'never returns';
  if (ending === 'bug-check') return 'bug check';
  if (answer !== undefined) return printable(answer);
  return iosbWritten ? `${ntstatusName(status)}, Information ${information}` : ntstatusName(status);
}

/** An operation of which a replay and the recorded run observed something else. */
export interface ObservedDifference {
  /** Index of the operation. */
  readonly op: number;
  /** Null where the run did not reach the operation. */
  readonly was: ObservedCall | null;
  readonly now: ObservedCall | null;
}

/** Whether a caller can tell the two apart: what did not return, or was not written, holds nothing. */
function isSame(was: ObservedCall | null, now: ObservedCall | null): boolean {
  return was === null || now === null ? was === now : observedText(was) === observedText(now);
}

/** The operations of which two runs of one trace observed something else, in their order. */
export function observedDifferences(
  { ops }: Trace,
  was: readonly ObservedCall[],
  now: readonly ObservedCall[],
): ObservedDifference[] {
  return ops
    .map((_, op) => ({ op, was: was[op] ?? null, now: now[op] ?? null }))
    .filter((pair) => !isSame(pair.was, pair.now));
}

/** Lines of differences that are shown. */
const MAX_SHOWN = 12;
const OP_WIDTH = 60;

const shown = (observed: ObservedCall | null): string =>
  observed === null ? 'not reached' : observedText(observed);

/** How a replay differs from the recorded run, one line for each operation: `2 write …  was X, now Y`. */
export function differenceLines(
  { ops }: Trace,
  differences: readonly ObservedDifference[],
  openName: string,
): string[] {
  const numberWidth = String(ops.length).length;
  const lines = differences.slice(0, MAX_SHOWN).map(({ op, was, now }) => {
    const called = ops[op];
    const text = called === undefined ? '' : printable(shortened(describeOp(called, openName), OP_WIDTH));
    return `  ${String(op + 1).padStart(numberWidth)} ${text}  was ${shown(was)}, now ${shown(now)}`;
  });
  const more = differences.length - lines.length;
  return more === 0 ? lines : [...lines, `  … ${counted(more, 'operation')} more`];
}
