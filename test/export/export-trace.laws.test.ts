import { describe, expect, it } from 'vitest';
import { EXPORT_LANGUAGES, type ExportLanguage } from '../../src/export/languages.ts';
import { isBalanced, source } from './export-trace.setup.ts';
import { ODD_TRACES } from './odd-traces.ts';

/**
 * Comments and literals of each language, the alternatives in the order in which a scanner tries them. What is left
 * without them is code.
 */
const NO_CODE: Readonly<Record<ExportLanguage, RegExp>> = {
  c: /\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g,
  rust: /\/\/.*|"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\.)'/g,
  powershell: /@'\n[\s\S]*?\n'@|#.*|'(?:[^'\n]|'')*'/g,
  vitest: /\/\*[\s\S]*?\*\/|\/\/.*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g,
};

const CASES = Object.keys(ODD_TRACES).flatMap((name) =>
  EXPORT_LANGUAGES.map((language) => [name, language] as const),
);

describe('exportTrace', () => {
  it.each(CASES)(
    '%s as %s is printable ASCII in which no text of the trace becomes code',
    (name, language) => {
      const text = source(name, language);
      expect(text).toMatch(/^[\n -~]+$/);
      expect(text.endsWith('\n')).toBe(true);
      const code = text.replaceAll(NO_CODE[language], ' ');
      expect(code).not.toContain('hostile');
      expect(isBalanced(code)).toBe(true);
      expect(text.split('\n').filter((line) => /[ \t]$/.test(line))).toEqual([]);
    },
  );

  it.each(EXPORT_LANGUAGES)('%s does not grow with the length of transfers', (language) => {
    expect(source('large', language).length).toBeLessThan(64_000);
  });
});

describe('a PowerShell script', () => {
  it('its runtime is the same for every trace, so that scripts share a session', () => {
    const runtime = (name: string) => /@'\n[\s\S]*?\n'@/.exec(source(name, 'powershell'))?.[0];
    expect(new Set(Object.keys(ODD_TRACES).map(runtime)).size).toBe(1);
  });
});
