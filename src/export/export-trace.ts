import { cProgram } from './c/program.ts';
import type { ExportedTrace } from './exported-trace.ts';
import type { ExportLanguage } from './languages.ts';
import { powershellProgram } from './powershell/program.ts';
import { rustProgram } from './rust/program.ts';
import { vitestProgram } from './vitest/program.ts';

const PROGRAMS: Readonly<Record<ExportLanguage, (exported: ExportedTrace) => string>> = {
  c: cProgram,
  rust: rustProgram,
  powershell: powershellProgram,
  vitest: vitestProgram,
};

/**
 * A trace as the source of one self-contained program, printable ASCII: in C, Rust and PowerShell one that performs
 * it against the real device on Windows, for vitest a regression test with this library.
 *
 * @throws RangeError for Windows when no operation was performed: what shows when a driver is loaded or unloaded, a
 * user-mode program has no part in
 */
export function exportTrace(exported: ExportedTrace, language: ExportLanguage): string {
  if (language !== 'vitest' && exported.calls.length === 0)
    throw new RangeError('a trace without a performed operation');
  return PROGRAMS[language](exported);
}
