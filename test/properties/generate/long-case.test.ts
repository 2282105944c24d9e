import { describe, expect, it } from 'vitest';
import { shortCases } from '../../../src/properties/generate/case-arbitrary.ts';
import { campaignWords, MAX_OPS } from '../../../src/properties/generate/case-words.ts';
import { decodeCase, type GeneratedCase } from '../../../src/properties/generate/decode-case.ts';
import { KIND } from '../../../src/properties/generate/decode-op.ts';
import { generateCase } from '../../../src/properties/generate/generate-case.ts';
import { isLong, LONG_OPS, type LongCase, longCaseOf } from '../../../src/properties/generate/long-case.ts';
import { MAX_WORD } from '../../../src/properties/generate/word.ts';
import type { GenerationProfile } from '../../../src/trace/ops/draw/profile.ts';
import { LENGTH_BAND } from '../../../src/trace/ops/fields/length.ts';
import { CONTROLS_PROFILE, FULL_PROFILE, WIN32_CONTROLS_PROFILE } from './sample.ts';

const CASES = 20_000;

interface FoundLongCase extends GeneratedCase {
  readonly longCase: LongCase;
}

/** The long ones of the first cases of seed 1. */
function longCases(profile: GenerationProfile): readonly FoundLongCase[] {
  const words = campaignWords(profile);
  const found: FoundLongCase[] = [];
  for (let index = 0; index < CASES; index += 1) {
    const { value } = generateCase(words, 1, index);
    const longCase = longCaseOf(value.longCase);
    if (longCase === null) expect(value.ops.length).toBeLessThanOrEqual(MAX_OPS);
    else found.push({ ...decodeCase(value, profile), longCase });
  }
  return found;
}

const isOpening = (op: string): boolean => op === 'open' || op === 'CreateFile' || op === 'File::open';

describe.each([
  ['native', CONTROLS_PROFILE],
  ['win32', WIN32_CONTROLS_PROFILE],
] as const)('long cases of the %s view', (_view, profile) => {
  const cases = longCases(profile);
  const withHandles = (handles: LongCase['handles']) =>
    cases.filter(({ longCase }) => longCase.handles === handles);

  it('are one of 128, of 64 to 320 operations', () => {
    expect(cases.length).toBeGreaterThan(CASES / 160);
    expect(cases.length).toBeLessThan(CASES / 100);
    const amounts = cases.map(({ ops }) => ops.length);
    expect(Math.min(...amounts)).toBeGreaterThanOrEqual(LONG_OPS.least);
    expect(Math.max(...amounts)).toBeLessThanOrEqual(LONG_OPS.most);
    expect(Math.max(...amounts)).toBeGreaterThan(LONG_OPS.most - 20);
  });

  it('stay with one handle in half of them', () => {
    const one = withHandles('one');
    expect(one.length).toBeGreaterThan(cases.length / 3);
    for (const { ops } of one) {
      const kinds = ops.map(({ op }) => op);
      expect(kinds.filter((kind) => isOpening(kind)).length).toBeLessThanOrEqual(kinds.length / 2);
      expect(kinds.some((kind) => /close|drop|duplicate/i.test(kind))).toBe(false);
    }
  });

  it('open many handles and close none in a quarter', () => {
    const many = withHandles('many');
    expect(many.length).toBeGreaterThan(cases.length / 6);
    for (const { ops } of many) {
      const opened = ops.filter(({ op }) => isOpening(op)).length;
      expect(opened).toBeGreaterThan(ops.length / 4);
      expect(ops.some(({ op }) => /close|drop/i.test(op))).toBe(false);
    }
  });

  it('make requests of one kind, and transfers of one band, where that is held', () => {
    const alike = cases.filter(({ longCase }) => longCase.held.includes(KIND) && longCase.handles === 'one');
    expect(alike.length).toBeGreaterThan(10);
    for (const { ops } of alike) {
      const kinds = new Set(ops.slice(1).map(({ op }) => op));
      for (const kind of kinds) if (isOpening(kind)) kinds.delete(kind);
      // Reads of a device to which nothing is written yet are writes.
      expect(kinds.size).toBeLessThanOrEqual(2);
    }
    const [band] = LENGTH_BAND;
    expect(cases.some(({ longCase }) => band !== undefined && longCase.held.includes(band))).toBe(true);
  });
});

describe('a word of a case', () => {
  it('of 0 makes none that is long', () => {
    expect(isLong(0)).toBe(false);
    expect(longCaseOf(0)).toBeNull();
  });

  it('of all ones has all choices held', () => {
    expect(longCaseOf(MAX_WORD)).toMatchObject({ handles: 'one', held: expect.arrayContaining([KIND]) });
  });
});

it('cases that are asked to be short are', () => {
  const arbitrary = shortCases(FULL_PROFILE, 5);
  for (let index = 0; index < 1000; index += 1)
    expect(generateCase(arbitrary, 1, index).value.ops.length).toBeLessThanOrEqual(5);
});
