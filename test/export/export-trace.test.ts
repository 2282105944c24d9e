import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { exportTrace } from '../../src/export/export-trace.ts';
import { EXPORT_ENDINGS, EXPORT_LANGUAGES } from '../../src/export/languages.ts';
import { parseTrace } from '../../src/trace/json.ts';
import { isBalanced, source } from './export-trace.setup.ts';
import { ODD_TRACES } from './odd-traces.ts';
import { exported } from './traces.ts';

describe('exportTrace', () => {
  it.each(EXPORT_LANGUAGES)('%s is the same for the same trace', (language) => {
    expect(source('transfers', language)).toBe(source('transfers', language));
    expect(EXPORT_ENDINGS[language]).toMatch(/^\.[a-z.0-9]+$/);
  });

  it.each(['c', 'rust', 'powershell'] as const)('%s needs a performed operation', (language) => {
    expect(() => exportTrace(exported([]), language)).toThrow(RangeError);
    expect(exportTrace(exported([]), 'vitest')).toContain('"ops": []');
  });
});

it.each(['transfers', 'controls', 'others'])('%s for vitest has the trace as it is', (name) => {
  const recorded = /^const RECORDED = (\{[\s\S]*?\n\});$/m.exec(source(name, 'vitest'))?.[1] ?? '';
  expect(parseTrace(recorded).trace.ops).toEqual(ODD_TRACES[name]?.trace.ops);
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

  it('names its operations by the calls they make', () => {
    for (const call of text.matchAll(/Call = '(\w+)'/g)) expect(text).toContain(`case "${call[1]}":`);
  });
});
