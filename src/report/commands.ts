import { printable } from '../trace/printable.ts';

/** What a command is given: a trace's file, and the file of the device's model where one was given. */
export interface CommandFiles {
  readonly tracePath: string | undefined;
  readonly modelPath?: string | null | undefined;
}

/**
 * A path as one word of sh, cmd and PowerShell alike; null for a path that one of them would take for more than
 * that. A result may come from elsewhere, and what is copied from a report is run.
 */
export function shellWord(path: string): string | null {
  if (/^[\w./\\:][\w./\\:@+-]*$/.test(path)) return path;
  if (path === '' || path.startsWith('-') || path.endsWith('\\')) return null;
  // PowerShell takes typographic quotes for plain ones.
  return /["\u201c-\u201f$`%!^]/.test(path) || printable(path) !== path ? null : `"${path}"`;
}

/**
 * The command line that does something with a finding's trace, such as `npx irpcheck replay trace.json`; null without
 * a file, or where a path can't be written as one word.
 */
export function commandText(
  name: string,
  { tracePath, modelPath = null }: CommandFiles,
  options = '',
): string | null {
  const trace = tracePath === undefined ? null : shellWord(tracePath);
  const model = modelPath === null ? '' : shellWord(modelPath);
  if (trace === null || model === null) return null;
  return `npx irpcheck ${name} ${trace}${options}${model === '' ? '' : ` --model ${model}`}`;
}
