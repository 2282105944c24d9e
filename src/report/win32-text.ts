import type { Win32Counterexample, Win32Step } from '../trace/win32/result.ts';
import { counted, printable } from './format.ts';
import { settingLines } from './setting.ts';

/** `2 ReadFile 5 bytes  TRUE, 5 bytes`, or with both where what was observed is not what was expected. */
function stepLine({ op, expected, observed }: Win32Step, index: number): string {
  const answer = expected === observed ? observed : `expected ${expected}; observed ${observed}`;
  return `  ${index + 1} ${printable(op)}  ${printable(answer)}`;
}

/**
 * A counterexample of the Win32 view for people: what it shows, the setting where that is not plain, one line per
 * operation with what was expected and observed, and the bytes where it is about those.
 */
export function win32CounterexampleText(counterexample: Win32Counterexample): string {
  const { property, reason, options, caseIndex, originalOps, ops, steps, op } = counterexample;
  const { expected, observed, machine } = counterexample;
  const shrunk = ops.length === originalOps ? '' : ` → ${ops.length}`;
  const origin = `${options.mode} · case ${caseIndex}, ${counted(originalOps, 'op')}${shrunk}`;
  const shown = steps[op];
  const isTold = shown?.expected === expected && shown.observed === observed;
  return [
    `FINDING ${property}  ${printable(reason)}  ${origin}`,
    ...settingLines({ ...options, machine }).map((line) => `  ${line}`),
    ...steps.map(stepLine),
    ...(isTold ? [] : [`    expected ${printable(expected)}; observed ${printable(observed)}`]),
  ].join('\n');
}
