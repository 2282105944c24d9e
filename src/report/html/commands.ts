import type { View } from '../../trace/ops/view.ts';
import { commandText } from '../commands.ts';

/** What the command line exports traces to. */
const EXPORTS = ['rust', 'c', 'powershell', 'vitest'] as const;

/** Commands about the trace of a finding. */
export interface TraceCommands {
  readonly replay: string;
  readonly minimize: string;
  readonly exports: readonly string[];
}

/**
 * The commands for the trace in a file; null where they can't be written. Only a trace of system calls is exported.
 */
export function traceCommands(tracePath: string | undefined, view: View = 'native'): TraceCommands | null {
  const replay = commandText('replay', tracePath);
  const minimize = commandText('minimize', tracePath);
  if (replay === null || minimize === null) return null;
  const targets = view === 'native' ? EXPORTS : [];
  const exports = targets.flatMap((target) => commandText('export', tracePath, ` --to ${target}`) ?? []);
  return { replay, minimize, exports };
}
