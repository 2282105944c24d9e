import { describe, expect, it } from 'vitest';
import { jsonReport } from '../../src/report/json.ts';
import type { CampaignResult } from '../../src/trace/result/result.ts';
import { parseResult } from '../../src/trace/result/result-json.ts';
import { failed, result } from './results.ts';

/** The same value with the keys of every object in reverse. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toReversed();
  return Object.fromEntries(
    entries.map(([key, field]) => [key, key === 'modelArms' ? field : reversed(field)]),
  );
}

describe('jsonReport', () => {
  it('holds the whole result', () => {
    expect(parseResult(jsonReport(result()))).toEqual(result());
    expect(parseResult(jsonReport(failed()))).toEqual(failed());
  });

  it('has two spaces and the declared order', () => {
    const text = jsonReport(failed());
    expect(text).toMatch(/^\{\n {2}"format": "irpresult\/2",\n {2}"version": "0\.1\.0",\n {2}"subject"/);
    expect(text).toMatch(/ {2}"conclusion": "findings",\n {2}"timing": null\n\}\n$/);
    expect(Object.keys(JSON.parse(text) as object)).toEqual(Object.keys(failed()));
  });

  it('gives the same bytes in whatever order the fields were set', () => {
    expect(jsonReport(reversed(failed()) as CampaignResult)).toBe(jsonReport(failed()));
  });
});
