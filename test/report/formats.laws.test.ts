import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DOCUMENTED_PROPERTIES } from '../../src/properties/registry.ts';
import { ctrfReport } from '../../src/report/ctrf.ts';
import { jsonReport } from '../../src/report/json.ts';
import { junitReport } from '../../src/report/junit.ts';
import { sarifReport } from '../../src/report/sarif.ts';
import { parseResult } from '../../src/trace/result/result-json.ts';
import { resultJsonSchema } from '../../src/trace/result/result-schema.ts';
import { arbitraryResult } from './arbitrary-result.ts';
import { failed } from './results.ts';
import { RESULTS } from './results-of-all-kinds.ts';
import { ctrfProblems, junitProblems, sarifProblems, schemaProblems } from './validators.ts';

/** Formats whose schemas are other people's, but for our own. Each validator must refuse what is broken, too. */

const context = { tracePaths: ['reports/model-status-1.json'], documentation: DOCUMENTED_PROPERTIES };
const resultProblems = schemaProblems(resultJsonSchema());

describe('a result', () => {
  it.each(RESULTS)('%s is valid in every format', async (_kind, result) => {
    expect(sarifProblems(sarifReport(result, context))).toEqual([]);
    expect(ctrfProblems(ctrfReport(result, context))).toEqual([]);
    expect(await junitProblems(junitReport(result, context))).toEqual([]);
    const text = jsonReport(result);
    expect(resultProblems(text)).toEqual([]);
    expect(parseResult(text)).toEqual(result);
  });

  it('is valid as SARIF, as CTRF and by our schema, whatever it holds', () => {
    fc.assert(
      fc.property(arbitraryResult, (result) => {
        expect(sarifProblems(sarifReport(result, context))).toEqual([]);
        expect(ctrfProblems(ctrfReport(result, context))).toEqual([]);
        const text = jsonReport(result);
        expect(resultProblems(text)).toEqual([]);
        expect(parseResult(text)).toEqual(result);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('is valid as JUnit, whatever it holds', async () => {
    const results = fc.sample(arbitraryResult, { seed: 2, numRuns: 200 });
    expect(await junitProblems(...results.map((result) => junitReport(result, context)))).toEqual([]);
  });
});

/** A document with one text in the place of another, which must be there. */
function broken(text: string, from: string | RegExp, to: string): string {
  const changed = text.replace(from, to);
  expect(changed).not.toBe(text);
  return changed;
}

describe('a broken document is refused', () => {
  it.each([
    ['an unknown field', '"columnKind"', '"columnKinds"'],
    ['a level that is none', '"level": "error"', '"level": "fatal"'],
    ['no tool', '"tool"', '"tools"'],
    ['an exit code that is no number', /"exitCode": 1/, '"exitCode": "1"'],
  ])('as SARIF: %s', (_what, from, to) => {
    expect(sarifProblems(broken(sarifReport(failed(), context), from, to))).not.toEqual([]);
  });

  it.each([
    ['no summary', '"summary"', '"summaries"'],
    ['a status that is none', '"status": "failed"', '"status": "error"'],
    ['a duration with a fraction', '"duration": 0', '"duration": 0.5'],
  ])('as CTRF: %s', (_what, from, to) => {
    expect(ctrfProblems(broken(ctrfReport(failed(), context), from, to))).not.toEqual([]);
  });

  it.each([
    ['a test without a name', /(<testcase classname="[^"]*") name="[^"]*"/, '$1'],
    ['an unknown element', /<(\/?)failure/g, '<$1failed'],
    ['an unknown attribute', '<testsuites ', '<testsuites skipped="0" '],
  ])('as JUnit: %s', async (_what, from, to) => {
    expect(await junitProblems(broken(junitReport(failed(), context), from, to))).not.toEqual([]);
  });

  it.each([
    ['an unknown field', '"seed"', '"seeds"'],
    ['a mode that is none', '"mode": "direct"', '"mode": "both"'],
    ['a negative count', '"cases": 60000', '"cases": -1'],
  ])('as a result: %s', (_what, from, to) => {
    expect(resultProblems(broken(jsonReport(failed()), from, to))).not.toEqual([]);
  });
});
