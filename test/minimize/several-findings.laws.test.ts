import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minimize } from '../../src/minimize/minimize.ts';
import { compareTraces } from '../../src/minimize/order.ts';
import { type FindingKey, sameFinding } from '../../src/trace/finding/finding.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { minimizeLawfully } from './laws.ts';
import { type RandomDriver, randomDriver, startsOf } from './random-findings.ts';

interface Start {
  readonly driver: RandomDriver;
  readonly trace: Trace;
  readonly key: FindingKey;
  /** Whether a candidate shows that very finding. */
  readonly stillFails: (candidate: Trace) => boolean;
}

/** Generated traces of generated drivers that show a finding. */
function startsFrom(seed: number, drivers: number): Start[] {
  return fc.sample(randomDriver, { seed, numRuns: drivers }).flatMap((driver, index) =>
    fc.sample(startsOf(driver), { seed: index, numRuns: 4 }).flatMap((trace) => {
      const key = driver.finding(trace);
      if (key === null) return [];
      const stillFails = (candidate: Trace): boolean => {
        const found = driver.finding(candidate);
        return found !== null && sameFinding(found, key);
      };
      return [{ driver, trace, key, stillFails }];
    }),
  );
}

describe('for generated drivers with several findings', () => {
  it('minimizing is deterministic and idempotent, and its result is no less simple', () => {
    const starts = startsFrom(31, 40);
    expect(starts.length).toBeGreaterThan(80);
    const complete = starts.filter(({ trace, stillFails }) => minimizeLawfully(trace, stillFails).complete);
    expect(complete).toHaveLength(starts.length);
  });

  it('every trace on the way and the result show the same finding, though others are near', () => {
    let accepted = 0;
    let slips = 0;
    const others = new Set<string>();
    for (const { driver, trace, key, stillFails } of startsFrom(32, 60)) {
      let simplest = trace;
      const result = minimize(
        trace,
        (candidate) => {
          const found = driver.finding(candidate);
          if (found !== null && !sameFinding(found, key)) {
            slips += 1;
            others.add(`${found.property === key.property} ${found.reason === key.reason}`);
          }
          return stillFails(candidate);
        },
        {
          budget: 20_000,
          onSimpler(simpler) {
            accepted += 1;
            expect(driver.finding(simpler)).toEqual(key);
            expect(compareTraces(simpler, simplest)).toBeLessThan(0);
            simplest = simpler;
          },
        },
      );
      expect(result.trace).toEqual(simplest);
      expect(driver.finding(result.trace)).toEqual(key);
    }
    expect(accepted).toBeGreaterThan(1000);
    expect(slips).toBeGreaterThan(50);
    // Others of the same property, and others of the same reason code.
    expect(others).toContain('true false');
    expect(others).toContain('false true');
  });

  it('no budget is exceeded, and what a smaller one comes to is no simpler', () => {
    let incomplete = 0;
    for (const { trace, stillFails } of startsFrom(33, 10)) {
      const whole = minimize(trace, stillFails, { budget: 20_000 });
      for (const budget of [1, 2, 7, 40, 300]) {
        let executions = 0;
        const part = minimize(
          trace,
          (candidate) => {
            executions += 1;
            return stillFails(candidate);
          },
          { budget },
        );
        expect(executions).toBe(part.executions);
        expect(executions).toBeLessThanOrEqual(budget);
        expect(compareTraces(whole.trace, part.trace)).toBeLessThanOrEqual(0);
        expect(part.complete).toBe(whole.executions <= budget);
        if (!part.complete) incomplete += 1;
      }
    }
    expect(incomplete).toBeGreaterThan(40);
  });
});

describe('minimizing again and again with a small budget', () => {
  it.each([130, 150])('of %i executions comes to a normal form, or no further', (budget) => {
    let resumed = 0;
    let complete = 0;
    let same = 0;
    const starts = startsFrom(34, 6);
    for (const start of starts) {
      const { stillFails } = start;
      let { trace } = start;
      let part = minimize(trace, stillFails, { budget });
      while (!part.complete && compareTraces(part.trace, trace) < 0) {
        ({ trace } = part);
        part = minimize(trace, stillFails, { budget });
        resumed += 1;
      }
      if (!part.complete) continue;
      complete += 1;
      const fixpoint = minimize(part.trace, stillFails, { budget: 20_000 });
      expect(fixpoint).toMatchObject({ trace: part.trace, complete: true });
      const atOnce = minimize(start.trace, stillFails, { budget: 20_000 });
      if (compareTraces(atOnce.trace, part.trace) === 0) same += 1;
    }
    expect(starts.length).toBeGreaterThan(12);
    expect(resumed).toBeGreaterThan(10);
    expect(complete / starts.length).toBeGreaterThan(0.5);
    expect(same / complete).toBeGreaterThanOrEqual(0.9);
  });
});
