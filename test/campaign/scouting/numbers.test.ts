import { expect, it } from 'vitest';
import { numbersOf } from '../../../src/campaign/scouting/numbers.ts';

/** Without the powers of two that follow. */
const numbersIn = (numbers: readonly number[], declared: readonly number[] = []) => {
  const all = numbersOf(declared, { called: [0x222400], numbers });
  const own = new Set([...declared, ...numbers]);
  const found = all.filter((number) => own.has(number));
  expect(all.slice(0, found.length)).toEqual(found);
  return found;
};

it.each<[what: string, numbers: number[], found: number[]]>([
  ['lengths, offsets and keys as they come', [512, 24, 2 ** 33], [512, 24, 2 ** 33]],
  ['no statuses that have a name', [0xc000000d, 0x80000005, 0xf0ffee07], [0xf0ffee07]],
  ['nothing that a call comes to', [0x222400, 65_537], [65_537]],
  ['each once', [8, 8], [8]],
])('%s', (_title, numbers, found) => {
  expect(numbersIn(numbers)).toEqual(found);
});

it('those that are declared come first', () => {
  expect(numbersIn([8, 16], [100, 16])).toEqual([100, 16, 8]);
});

it('so many, of which a few are longer than any transfer', () => {
  const small = Array.from({ length: 100 }, (_, index) => 3 * index + 3);
  const large = small.map((number) => number + 2 ** 20);
  const found = numbersIn([...large, ...small]);
  expect(found).toHaveLength(42);
  expect(found.filter((number) => number > 2 ** 18)).toHaveLength(10);
});

it('then powers of two, for every driver alike', () => {
  const all = numbersOf([], { called: [], numbers: [] });
  expect(all.every((number) => Math.log2(number) % 1 === 0)).toBe(true);
  expect([Math.min(...all), Math.max(...all), all.length]).toEqual([64, 2 ** 52, 22]);
  expect(numbersOf([64], { called: [], numbers: [] })).toHaveLength(22);
});
