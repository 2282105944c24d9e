import type { ObservedCall } from '../trace/finding/evidence.ts';
import { type Breach, type RecordedBreach, sameFinding } from '../trace/finding/finding.ts';
import { printable } from '../trace/printable.ts';
import { refusalText } from '../trace/refusal.ts';
import type { ReplayResult } from '../trace/result/replay-result.ts';
import { causeLines } from './cause.ts';
import { coloursFor } from './colours.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { breachHeading, labelled } from './finding-text.ts';
import { counted } from './format.ts';
import { pictureLines } from './picture.ts';
import { differenceLines, observedDifferences, observedText } from './replay-differences.ts';
import { settingLines } from './setting.ts';
import { type Note, transcript } from './transcript.ts';

export interface ReplayTextOptions {
  readonly colour: boolean;
  /** What an open without a name opens, such as `\??\Example`. */
  readonly openName: string;
  /** The finding that the trace file says it shows; null where it names none. */
  readonly recorded: RecordedBreach | null;
  /** What the trace file says was observed; empty where it says nothing. */
  readonly observed: readonly ObservedCall[];
  /** Why it cannot be told whether the recorded finding shows; null when it can. */
  readonly notChecked: string | null;
}

/**
 * 1 when an error shows; warnings alone conform, as they do in a campaign. Not supported when the trace was not executed
 * to its end, incomplete when the recorded finding was not looked for (design D8).
 */
export function replayExitCode({ breaches, refused }: ReplayResult, options: ReplayTextOptions): ExitCode {
  if (breaches.some(({ severity }) => severity === 'error')) return EXIT.FINDINGS;
  if (refused !== null) return EXIT.NOT_SUPPORTED;
  return isUnknown(breaches, options) ? EXIT.INCOMPLETE : EXIT.CONFORMS;
}

/** Whether the recorded finding does not show because it was not looked for. */
function isUnknown(breaches: readonly Breach[], { recorded, notChecked }: ReplayTextOptions): boolean {
  return (
    recorded !== null && notChecked !== null && !breaches.some((breach) => sameFinding(breach, recorded))
  );
}

/** Whether remarks stand for the run: what it did before it went astray explains nothing. */
function isToldByRemarks({ remarks }: ReplayResult): boolean {
  return remarks.length > 0;
}

/** The operation that the picture belongs to: that of the recorded finding, or of the first breach. */
function picturedOp({ breaches }: ReplayResult, recorded: Breach | null): number | undefined {
  const same = recorded === null ? undefined : breaches.find((breach) => sameFinding(breach, recorded));
  return (same ?? breaches[0])?.op;
}

function stepNotes(replayed: ReplayResult, { recorded, colour }: ReplayTextOptions): Map<number, Note> {
  const colours = coloursFor(colour);
  const { breaches, refused, steps, trace } = replayed;
  const marked = new Set(breaches.map(({ op }) => Math.min(op, trace.ops.length)));
  const ownOp = refused?.variant === null ? refused.op : null;
  const pictured = picturedOp(replayed, recorded);
  const picture = isToldByRemarks(replayed) ? [] : pictureLines(replayed.evidence);
  const notes = new Map<number, Note>();
  for (let index = 0; index <= trace.ops.length; index += 1) {
    const step = steps[index];
    const isMarked = marked.has(index);
    const isEnd = index === trace.ops.length;
    if (isEnd && !isMarked) continue;
    const outcome = isEnd
      ? 'after the last operation'
      : step === undefined
        ? index === ownOp
          ? 'pending: not executed further'
          : 'not reached'
        : observedText(step);
    const below = pictured !== undefined && index === Math.min(pictured, trace.ops.length) ? picture : [];
    notes.set(index, {
      beside: [{ text: outcome, style: isMarked ? colours.red : colours.dim }],
      below: below.map(colours.dim),
      isMarked,
    });
  }
  return notes;
}

function breachText(breach: Breach, { trace }: ReplayResult, colour: boolean): string[] {
  const colours = coloursFor(colour);
  const at = breach.op < trace.ops.length ? `operation ${breach.op + 1}` : 'at the end';
  return [
    `${breachHeading(breach, colours)}  ${colours.dim(at)}`,
    `  expected ${colours.green(printable(breach.expected))}`,
    `  observed ${colours.red(printable(breach.observed))}`,
  ];
}

function recordedText({ breaches, refused }: ReplayResult, options: ReplayTextOptions): string {
  const { recorded, notChecked } = options;
  if (recorded === null) return 'the trace names no finding that it should show';
  const name = `${recorded.property} ${printable(recorded.reason)}`;
  if (isUnknown(breaches, options))
    return `recorded finding ${name}: not checked: ${printable(notChecked ?? '')}`;
  const shows = breaches.some((breach) => sameFinding(breach, recorded));
  if (!shows && refused !== null)
    return `recorded finding ${name}: not told: the trace is not executed to its end`;
  const form =
    recorded.minimization === 'unfinished' ? '; the trace is not minimal yet: irpcheck minimize' : '';
  return `recorded finding ${name}: ${shows ? `still shows${form}` : 'does not show any more'}`;
}

/** How the run differs from the recorded one; where the finding is gone, also that it does not. */
function differencesText(replayed: ReplayResult, options: ReplayTextOptions): string[] {
  const { recorded, observed, openName } = options;
  if (observed.length === 0) return [];
  const { trace, steps, breaches, refused } = replayed;
  const differences = observedDifferences(trace, observed, steps);
  if (differences.length > 0) {
    return ['observed otherwise than recorded:', ...differenceLines(trace, differences, openName)];
  }
  const isGone =
    refused === null && recorded !== null && !breaches.some((breach) => sameFinding(breach, recorded));
  return isGone ? ['every operation was observed as it was recorded'] : [];
}

function verdictText({ breaches }: ReplayResult): string {
  const errors = breaches.filter(({ severity }) => severity === 'error').length;
  const warnings = breaches.length - errors;
  const parts = errors > 0 ? [counted(errors, 'finding')] : [];
  if (warnings > 0) parts.push(counted(warnings, 'warning'));
  return parts.length === 0 ? 'no finding' : parts.join(', ');
}

/** A replayed trace for people: what each operation led to and what that breaches. Ends with a line break. */
export function replayText(replayed: ReplayResult, options: ReplayTextOptions): string {
  const { colour, openName } = options;
  const colours = coloursFor(colour);
  const { trace, breaches, refused } = replayed;
  const exitCode = replayExitCode(replayed, options);
  const style = exitCode === EXIT.CONFORMS ? colours.green : colours.red;
  const lines = [
    colours.bold(`${printable(trace.subject)} · ${trace.setting.mode} · ${counted(trace.ops.length, 'op')}`),
    ...settingLines(trace.setting).map((line) => `  ${line}`),
    ...transcript(trace, stepNotes(replayed, options), { openName, mark: colours.bold }),
    ...labelled('Cause', isToldByRemarks(replayed) ? replayed.remarks : causeLines(replayed)),
    '',
    ...breaches.flatMap((breach) => breachText(breach, replayed, colour)),
    ...(breaches.length === 0 ? [] : ['']),
    recordedText(replayed, options),
    ...differencesText(replayed, options),
    ...(refused === null ? [] : [printable(refusalText(refused))]),
    colours.bold(style(`${verdictText(replayed)} (exit ${exitCode})`)),
  ];
  return `${lines.join('\n')}\n`;
}
