import { cDemo } from './c/demo.ts';
import type { DemoLanguage } from './demo-languages.ts';
import type { DemoProgram } from './demo-program.ts';

const PROGRAMS: Readonly<Record<DemoLanguage, (demo: DemoProgram) => string>> = { c: cDemo };

/**
 * The source of one self-contained program, printable ASCII, that makes the calls of a session's program by kernel32 and
 * prints the lines that it prints.
 */
export function exportDemo(demo: DemoProgram, language: DemoLanguage): string {
  return PROGRAMS[language](demo);
}
