import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { exportTrace } from '../../src/export/export-trace.ts';
import { EXPORT_ENDINGS, EXPORT_LANGUAGES, type ExportLanguage } from '../../src/export/languages.ts';
import { ODD_TRACES } from './odd-traces.ts';
import { exported } from './traces.ts';

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

function source(name: string, language: ExportLanguage): string {
  const trace = ODD_TRACES[name];
  if (trace === undefined) throw new Error(`no trace ${name}`);
  return exportTrace(trace, language);
}

/** Whether brackets outside comments and literals pair up. */
function isBalanced(code: string): boolean {
  const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
  const open: string[] = [];
  for (const bracket of code.match(/[()[\]{}]/g) ?? []) {
    const wanted = closing[bracket];
    if (wanted !== undefined) open.push(wanted);
    else if (open.pop() !== bracket) return false;
  }
  return open.length === 0;
}

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

  it.each(EXPORT_LANGUAGES)('%s is the same for the same trace', (language) => {
    expect(source('transfers', language)).toBe(source('transfers', language));
    expect(EXPORT_ENDINGS[language]).toMatch(/^\.[a-z.0-9]+$/);
  });

  it.each(['c', 'rust', 'powershell'] as const)('%s needs a performed operation', (language) => {
    expect(() => exportTrace(exported([]), language)).toThrow(RangeError);
    expect(exportTrace(exported([]), 'vitest')).toContain('"ops": []');
  });
});

it.each(Object.keys(ODD_TRACES))('%s for vitest is TypeScript', (name) => {
  const { diagnostics } = ts.transpileModule(source(name, 'vitest'), { reportDiagnostics: true });
  expect(diagnostics?.map(({ messageText }) => messageText)).toEqual([]);
});

describe('a PowerShell script', () => {
  const text = source('file', 'powershell');

  it('has a runtime of C# 5: nothing that Windows PowerShell cannot compile', () => {
    const runtime = /@'\n([\s\S]*?)\n'@/.exec(text)?.[1] ?? '';
    const code = runtime.replaceAll(/\/\/.*|"(?:[^"\\]|\\.)*"/g, ' ');
    expect(code).toContain('public int Run(Op[] ops)');
    const newer =
      /\$"|\?\.|=>|\bnameof\b|\bout (?:var|int|long|string|IntPtr) \w+\)\s*[;)&|]|\busing static\b|\bis not\b/;
    expect(
      code.split('\n').filter((line) => newer.test(line) && !/static extern|\bprivate\b/.test(line)),
    ).toEqual([]);
    expect(isBalanced(code)).toBe(true);
  });

  it('its runtime is the same for every trace, so that scripts share a session', () => {
    const runtime = (name: string) => /@'\n[\s\S]*?\n'@/.exec(source(name, 'powershell'))?.[0];
    expect(new Set(Object.keys(ODD_TRACES).map(runtime)).size).toBe(1);
  });

  it('names its operations by the calls they make', () => {
    for (const call of text.matchAll(/Call = '(\w+)'/g)) expect(text).toContain(`case "${call[1]}":`);
  });
});
