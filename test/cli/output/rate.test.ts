import { expect, it } from 'vitest';
import type { Progress } from '../../../src/campaign/campaign-request.ts';
import { Rate } from '../../../src/cli/output/rate.ts';

const at = (cases: number, parts: Partial<Progress> = {}): Progress => ({
  phase: 'cases',
  cases,
  casesRequested: 100_000,
  calls: 0,
  findings: 0,
  ...parts,
});

function rateAt(start: number): (milliseconds: number, progress: Progress) => string[] {
  let now = 5_000;
  const rate = new Rate(() => now);
  rate.text(at(start));
  return (milliseconds, progress) => {
    now = 5_000 + milliseconds;
    return rate.text(progress);
  };
}

it('says how many cases a second, and how long the rest will take', () => {
  const after = rateAt(0);
  expect(after(2_000, at(20_000))).toEqual(['10,000 cases/s', '8 s left']);
  expect(after(60_000, at(20_000))).toEqual(['333 cases/s', '4 min left']);
  expect(after(4_000_000, at(20_000))).toEqual(['5 cases/s', '4 h 27 min left']);
});

it('counts what was executed in this run alone', () => {
  expect(rateAt(50_000)(5_000, at(75_000))).toEqual(['5,000 cases/s', '5 s left']);
});

it('says nothing before it can tell', () => {
  const after = rateAt(0);
  expect(after(900, at(20_000))).toEqual([]);
  expect(after(2_000, at(0))).toEqual([]);
  expect(after(2_000, at(100_000, { phase: 'minimizing' }))).toEqual([]);
});
