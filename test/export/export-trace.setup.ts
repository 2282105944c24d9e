import { exportTrace } from '../../src/export/export-trace.ts';
import type { ExportLanguage } from '../../src/export/languages.ts';
import { ODD_TRACES } from './odd-traces.ts';

export function source(name: string, language: ExportLanguage): string {
  const trace = ODD_TRACES[name];
  if (trace === undefined) throw new Error(`no trace ${name}`);
  return exportTrace(trace, language);
}

/** Whether brackets outside comments and literals pair up. */
export function isBalanced(code: string): boolean {
  const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
  const open: string[] = [];
  for (const bracket of code.match(/[()[\]{}]/g) ?? []) {
    const wanted = closing[bracket];
    if (wanted !== undefined) open.push(wanted);
    else if (open.pop() !== bracket) return false;
  }
  return open.length === 0;
}
