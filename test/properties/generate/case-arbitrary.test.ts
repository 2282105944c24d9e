import type fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseArbitrary, shortCases } from '../../../src/properties/generate/case-arbitrary.ts';
import type { GeneratedCase } from '../../../src/properties/generate/decode-case.ts';
import { generateCase } from '../../../src/properties/generate/generate-case.ts';
import { canonicalOp } from '../../../src/trace/ops/index.ts';
import { FULL_PROFILE, shrunk } from './sample.ts';

const arbitrary = caseArbitrary(FULL_PROFILE);

describe('shrinking a case', () => {
  it('gives the same candidates every time', () => {
    const short = shortCases(FULL_PROFILE, 6);
    const texts = () =>
      [...shrunk(short, generateCase(short, 2, 3))].map(({ value }) => JSON.stringify(value));
    expect(texts().length).toBeGreaterThan(100);
    expect(texts()).toEqual(texts());
  });

  it('leads to the simplest case when everything is accepted', () => {
    let current: fc.Value<GeneratedCase> | undefined = generateCase(arbitrary, 2, 5);
    let simplest = current.value;
    for (let step = 0; step < 10_000 && current !== undefined; step += 1) {
      simplest = current.value;
      [current] = shrunk(arbitrary, current);
    }
    expect(current).toBeUndefined();
    expect(simplest.ops).toEqual([canonicalOp('open')]);
  });

  it('leads to a small case around a write past the start', () => {
    const fails = ({ value }: fc.Value<GeneratedCase>) =>
      value.ops.some((op) => op.op === 'write' && op.offset === '4096' && op.length !== 0);
    let index = 0;
    let current = generateCase(arbitrary, 1, index);
    while (!fails(current)) {
      index += 1;
      current = generateCase(arbitrary, 1, index);
    }
    for (;;) {
      const next = find(shrunk(arbitrary, current), fails);
      if (next === undefined) break;
      current = next;
    }
    expect(current.value.ops.length).toBeLessThanOrEqual(4);
  });
});

function find(
  candidates: Iterable<fc.Value<GeneratedCase>>,
  fails: (candidate: fc.Value<GeneratedCase>) => boolean,
): fc.Value<GeneratedCase> | undefined {
  for (const candidate of candidates) if (fails(candidate)) return candidate;
  return undefined;
}
