import { printable } from '../trace/printable.ts';

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
 * a file, or where its path can't be written as one word. The trace remembers its driver and its model.
 */
export function commandText(name: string, tracePath: string | undefined, options = ''): string | null {
  const trace = tracePath === undefined ? null : shellWord(tracePath);
  return trace === null ? null : `npx irpcheck ${name} ${trace}${options}`;
}
