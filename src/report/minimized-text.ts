import type { Breach, Finding, FindingKey } from '../trace/finding/finding.ts';
import { printable } from '../trace/printable.ts';
import { type Refusal, refusalText } from '../trace/refusal.ts';
import type { Trace } from '../trace/trace.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { counted } from './format.ts';

export interface MinimizedTextOptions {
  /** Why it is this finding that was kept. */
  readonly chosen: 'asked' | 'recorded' | 'first';
  /** The trace that was given. */
  readonly before: Trace;
  /** The file of the minimal trace; undefined where it went to standard output. */
  readonly tracePath: string | undefined;
  readonly exitCode: ExitCode;
}

const CHOSEN: Readonly<Record<MinimizedTextOptions['chosen'], string>> = {
  asked: 'as asked for',
  recorded: 'the recorded one',
  first: 'the first that the trace shows',
};

const ENDINGS: Readonly<Record<Finding['minimization'], string>> = {
  complete: 'in normal form',
  unfinished: 'not minimal yet: minimize it again, or with a larger --budget',
  none: 'not minimized',
};

/** What minimizing one trace came to. Ends with a line break. */
export function minimizedText(
  { property, reason, trace, executions, minimization }: Finding,
  { chosen, before, tracePath, exitCode }: MinimizedTextOptions,
): string {
  const isSame = JSON.stringify(trace) === JSON.stringify(before);
  const ops = isSame
    ? `${counted(trace.ops.length, 'op')}, as it was`
    : `${counted(before.ops.length, 'op')} → ${trace.ops.length}`;
  const lines = [
    `kept       ${property} ${printable(reason)}, ${CHOSEN[chosen]}`,
    `minimized  ${ops}, ${counted(executions, 'execution')}, ${ENDINGS[minimization]}`,
    ...(tracePath === undefined ? [] : [`written    ${printable(tracePath)}`]),
    exitCode === EXIT.FINDINGS ? '1 finding (exit 1)' : '1 warning (exit 0)',
  ];
  return `${lines.join('\n')}\n`;
}

interface NotShown {
  readonly key: FindingKey;
  /** What the trace shows instead. */
  readonly others: readonly Breach[];
  /** Why it could not be looked for; null when it could. */
  readonly notChecked: string | null;
  /** Where the trace is not executed further; null where it is executed to its end. */
  readonly refused: Refusal | null;
}

/** A trace that does not show the finding to be kept; nothing is written then. Ends with a line break. */
export function notShownText({ key, others, notChecked, refused }: NotShown): {
  text: string;
  exitCode: ExitCode;
} {
  const name = `${key.property} ${printable(key.reason)}`.trimEnd();
  const lines = [
    notChecked === null
      ? `the trace does not show ${name}`
      : `${name}: not checked: ${printable(notChecked)}`,
  ];
  if (refused !== null) lines.push(refusalText(refused));
  if (others.length > 0) {
    lines.push('it shows, for --property and --reason:');
    for (const { property, reason } of others) lines.push(`  ${property} ${printable(reason)}`);
  }
  const isFinding = others.some(({ severity }) => severity === 'error');
  const otherwise = notChecked === null ? EXIT.CONFORMS : EXIT.INCOMPLETE;
  const exitCode = isFinding ? EXIT.FINDINGS : refused === null ? otherwise : EXIT.NOT_SUPPORTED;
  lines.push(`nothing minimized (exit ${exitCode})`);
  return { text: `${lines.join('\n')}\n`, exitCode };
}
