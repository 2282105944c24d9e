import { printable } from '../format.ts';

/** What the command line exports traces to. */
const EXPORTS = ['rust', 'c', 'powershell', 'vitest'] as const;

/** Commands about the trace of a finding. */
export interface TraceCommands {
  readonly replay: string;
  readonly minimize: string;
  readonly exports: readonly string[];
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

/** The commands for the trace in a file, with the model in another, if any; null where they can't be written. */
export function traceCommands(tracePath: string | undefined, model: string | null): TraceCommands | null {
  const trace = tracePath === undefined ? null : shellWord(tracePath);
  const modelWord = model === null ? '' : shellWord(model);
  if (trace === null || modelWord === null) return null;
  const option = modelWord === '' ? '' : ` --model ${modelWord}`;
  return {
    replay: `npx irpcheck replay ${trace}${option}`,
    minimize: `npx irpcheck minimize ${trace}${option}`,
    exports: EXPORTS.map((target) => `npx irpcheck export ${trace} --to ${target}${option}`),
  };
}
