import { expect, it } from 'vitest';
import { numbersOf } from '../../../src/campaign/scouting/numbers.ts';

const numbersIn = (numbers: readonly number[], declared: readonly number[] = []) =>
  numbersOf(declared, { called: [0x222400], numbers });

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
  const small = Array.from({ length: 100 }, (_, index) => index + 2);
  const large = small.map((number) => number + 2 ** 20 + 1);
  const found = numbersIn([...large, ...small]);
  expect(found).toHaveLength(64);
  expect(found.filter((number) => number > 2 ** 18)).toHaveLength(16);
});
