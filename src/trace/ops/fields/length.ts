import { z } from 'zod';
import { PAGE_SIZE } from '../../../nt/page.ts';
import { count } from '../../describe.ts';
import { integer } from '../../schema-parts.ts';
import { around, type FieldType, numberShown, textShown } from '../field-type.ts';
import { signedRank } from '../rank.ts';
import {
  nearerRelatives,
  neighbouringRelatives,
  RELATIVE,
  relativeSchema,
  relativeText,
  resolvedAfter,
} from './relative.ts';

/** The largest transfer a trace may ask for, bytes. */
export const MAX_LENGTH = 1 << 24;

const schema = z.union([integer(0, MAX_LENGTH), relativeSchema], {
  error: `expected a whole number from 0 to ${MAX_LENGTH} or ${RELATIVE}`,
});

/** A length in bytes, at least 0, or relative to the length last written (never below 0). */
export type LengthSpec = z.output<typeof schema>;

const SAMPLES = [3, 4, 8, 16, 4095, 4096, 4097, 65_536, MAX_LENGTH];
const PAGE = BigInt(PAGE_SIZE);

/** Values are numbers, then those relative to the length last written. */
export const length: FieldType<LengthSpec> = {
  name: 'length',
  description: 'Bytes to transfer, or so many more than the length last written.',
  schema,
  canonical: 0,
  rank: (value) => (typeof value === 'number' ? [0, value] : [1, signedRank(value.last)]),
  simpler(value, { lengths }) {
    if (typeof value === 'number') return [];
    const numbers = [0, 1, 2, ...resolvedAfter(value, lengths), ...SAMPLES];
    const valid = numbers.filter((each) => each >= 0 && each <= MAX_LENGTH);
    return [...[...new Set(valid)].sort((left, right) => left - right), ...nearerRelatives(value)];
  },
  others(value) {
    if (typeof value === 'number')
      return around(BigInt(value), [PAGE, PAGE + 1n], BigInt(MAX_LENGTH)).map(Number);
    return [0, 1, ...neighbouringRelatives(value)];
  },
  usual: [0, 1, 2],
  number: {
    largest: BigInt(MAX_LENGTH),
    read: (value) => (typeof value === 'number' ? BigInt(value) : null),
    write: Number,
    means: 'amount',
  },
  shown: (value) => (typeof value === 'number' ? numberShown(value) : textShown(relativeText(value))),
};

/** For people: `5 bytes`, `length last written + 1`. */
export function lengthText(value: LengthSpec): string {
  return typeof value === 'number' ? count(value, 'byte') : `length ${relativeText(value)}`;
}
