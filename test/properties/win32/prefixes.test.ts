import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reachOfPrefixes } from '../../../src/properties/win32/prefixes.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const SEED = 1;

/** The same by trying every way to take the text apart. */
function reachByTrying(text: Uint8Array, unit: Uint8Array): number {
  const reached = new Set([0]);
  for (let at = 0; at < text.length; at += 1) {
    if (!reached.has(at)) continue;
    for (let length = 1; length <= unit.length && text[at + length - 1] === unit[length - 1]; length += 1) {
      reached.add(at + length);
    }
  }
  return Math.max(...reached);
}

describe('reachOfPrefixes', () => {
  it.each([
    ['', 'abc', 0],
    ['abc', 'abc', 3],
    ['abcabaabc', 'abc', 9],
    ['abcx', 'abc', 3],
    ['xabc', 'abc', 0],
    ['abbc', 'abc', 2],
    ['aaaa', 'aa', 4],
    ['abab', 'aba', 4],
    ['abcabd', 'abcabc', 5],
    ['abc', '', 0],
  ])('%j of prefixes of %j: %i', (text, unit, reach) => {
    expect(reachOfPrefixes(bytes(text), bytes(unit))).toBe(reach);
  });

  it('is what trying every way finds', () => {
    const few = (maxLength: number) => fc.uint8Array({ max: 1, maxLength });
    fc.assert(
      fc.property(few(24), few(6), (text, unit) => {
        expect(reachOfPrefixes(text, unit)).toBe(reachByTrying(text, unit));
      }),
      { seed: SEED, numRuns: 2000 },
    );
  });

  it('takes as long as a MiB is, of one byte too, and not as long as its square', () => {
    expect(reachOfPrefixes(new Uint8Array(1 << 20), new Uint8Array(4096))).toBe(1 << 20);
  });
});
