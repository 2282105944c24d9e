import { describe, expect, it } from 'vitest';
import { DOCUMENTED_PROPERTIES } from '../../src/properties/registry.ts';
import { ctrfReport } from '../../src/report/ctrf.ts';
import { githubReport } from '../../src/report/github.ts';
import { htmlReport } from '../../src/report/html/html.ts';
import { jsonReport } from '../../src/report/json.ts';
import { junitReport } from '../../src/report/junit.ts';
import { markdownReport } from '../../src/report/markdown.ts';
import { sarifReport } from '../../src/report/sarif.ts';
import { textReport } from '../../src/report/text.ts';
import { formatTrace, parseTrace } from '../../src/trace/json.ts';
import { parseResult } from '../../src/trace/result/result-json.ts';
import { UNSAFE_TEXT, unsafeIn } from '../trace/printable.setup.ts';
import { UNSAFE_RESULT } from './unsafe-result.ts';

const context = { tracePaths: [`${UNSAFE_TEXT}.json`], documentation: DOCUMENTED_PROPERTIES };

describe('text that is not safe', () => {
  it.each([
    ['text', textReport(UNSAFE_RESULT, context, { colour: false })],
    ['JSON', jsonReport(UNSAFE_RESULT)],
    ['JUnit', junitReport(UNSAFE_RESULT, context)],
    ['SARIF', sarifReport(UNSAFE_RESULT, context)],
    ['CTRF', ctrfReport(UNSAFE_RESULT, context)],
    ['Markdown', markdownReport(UNSAFE_RESULT, context)],
    ['HTML', htmlReport(UNSAFE_RESULT, context)],
    // Its own commands are one line each, and none of the result's.
    [
      'GitHub annotations',
      githubReport(UNSAFE_RESULT, context).replaceAll(/^::(?:error|notice) title=/gm, ''),
    ],
  ])('is shown in %s', (_form, report) => {
    expect(unsafeIn(report)).toEqual([]);
    expect(report).toContain('u202etxt.exe');
  });

  it.each([
    ['CTRF', ctrfReport(UNSAFE_RESULT, context)],
    ['SARIF', sarifReport(UNSAFE_RESULT, context)],
  ])('is shown by those who read %s, too', (_form, report) => {
    const texts: string[] = [];
    JSON.parse(report, (_key, value: unknown) => {
      if (typeof value === 'string') texts.push(value);
      return value;
    });
    // A reason's code is what it is.
    const told = texts.filter((text) => text !== UNSAFE_RESULT.findings[0]?.reason);
    expect(told.flatMap(unsafeIn)).toEqual([]);
  });

  it('is exact data in results and traces', () => {
    expect(parseResult(jsonReport(UNSAFE_RESULT))).toEqual(UNSAFE_RESULT);
    for (const { trace } of UNSAFE_RESULT.findings) {
      const text = formatTrace(trace);
      expect(unsafeIn(text)).toEqual([]);
      expect(parseTrace(text).trace).toEqual(trace);
    }
  });
});
