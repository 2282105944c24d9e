import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareTraces } from '../../src/minimize/order.ts';
import { among } from './among.ts';
import { minimizeLawfully, traceOf } from './laws.ts';
import { failsBy, randomPredicate, witnessOf } from './random-predicates.ts';

const PREDICATES = 240;
const STARTS = 6;

it('reaches the same minimum from at least 99 % of the starts, for predicates nobody looked at', () => {
  let results = 0;
  let minimal = 0;
  for (const [seed, predicate] of fc.sample(randomPredicate, { seed: 12, numRuns: PREDICATES }).entries()) {
    const fails = failsBy(predicate);
    const starts = fc.sample(among(witnessOf(predicate), 15), { seed, numRuns: STARTS }).filter(fails);
    const found = starts.map((start) => traceOf(...minimizeLawfully(start, fails).trace.ops));
    const [best] = found.toSorted(compareTraces);
    if (best === undefined || found.length < 2) continue;
    results += found.length;
    minimal += found.filter((trace) => compareTraces(trace, best) === 0).length;
  }
  expect(results).toBeGreaterThan(PREDICATES * 3);
  expect(minimal / results).toBeGreaterThanOrEqual(0.99);
});
