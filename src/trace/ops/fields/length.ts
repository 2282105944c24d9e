import { z } from 'zod';
import { PAGE_SIZE } from '../../../nt/page.ts';
import { count } from '../../describe.ts';
import { integer } from '../../schema-parts.ts';
import { BEYOND_MEMORY, beyondMemorySlots, drawnBeyondMemory } from '../draw/beyond-memory.ts';
import type { Drawing } from '../draw/drawing.ts';
import { BANDS, bandSlots, drawnBand } from '../draw/drawn-band.ts';
import { drawnNumber, NUMBERS, numberSlots } from '../draw/drawn-number.ts';
import { half } from '../draw/feature.ts';
import { type Slot, slot } from '../draw/slot.ts';
import { pick, type Table, times } from '../draw/table.ts';
import { around, type FieldType, numberShown, textShown } from '../field-type.ts';
import { signedRank } from '../rank.ts';
import {
  nearerRelatives,
  neighbouringRelatives,
  RELATIVE,
  RELATIVES,
  type RelativeToLast,
  relativeSchema,
  relativeText,
  resolvedAfter,
} from './relative.ts';
import { MAX_ULONG } from './ulong.ts';

/** The largest buffer that is all there, bytes: only with the first page alone may a length be larger. */
export const MAX_LENGTH = 1 << 24;

const schema = z.union([integer(0, MAX_LENGTH), relativeSchema], {
  error: `expected a whole number from 0 to ${MAX_LENGTH} or ${RELATIVE}`,
});

/** A length in bytes, at least 0, or relative to the length last written (never below 0). */
export type LengthSpec = z.output<typeof schema>;

const SAMPLES = [3, 4, 8, 16, 4095, 4096, 4097, 65_536, MAX_LENGTH];
const PAGE_BYTES = BigInt(PAGE_SIZE);

const FAMILY = slot(5);
/** Places a length within its family. */
const PARAMETER = slot(6);

/** Of any size. */
const BAND = bandSlots();
/** What decides of which band a length is. */
export const LENGTH_BAND: readonly Slot[] = [FAMILY, BAND.power];

/** Numbers of the driver's own. */
const OWN = numberSlots();
/** The longest transfer of such a length, bytes: 64 pages. */
const LONGEST_OWN = 64 * PAGE_SIZE;

/** Lengths of a page and more. */
const LONG = half();

/** Kinds of transfer lengths; `near` and `beyond` are measured by the data probably stored. */
type LengthFamily =
  | 'zero'
  | 'one'
  | 'two'
  | 'thirteen'
  | 'small'
  | 'page'
  | 'two-pages'
  | 'pages'
  | 'band'
  | 'near'
  | 'beyond'
  | 'relative';

const FAMILIES: Table<LengthFamily> = [
  ...times(2, 'zero'),
  ...times(2, 'one'),
  'two',
  ...times(3, 'thirteen'),
  ...times(5, 'small'),
  ...times(4, 'near'),
  ...times(3, 'beyond'),
  ...times(4, 'relative'),
  ...times(4, 'page'),
  ...times(2, 'two-pages'),
  'pages',
  'band',
];

const PAGE: Table<number> = [PAGE_SIZE, PAGE_SIZE - 1, PAGE_SIZE + 1, PAGE_SIZE];
const TWO_PAGES: Table<number> = [2 * PAGE_SIZE, 2 * PAGE_SIZE - 1, 2 * PAGE_SIZE + 1];
const PAGES: Table<number> = [
  3 * PAGE_SIZE,
  3 * PAGE_SIZE - 1,
  3 * PAGE_SIZE + 1,
  4 * PAGE_SIZE,
  4 * PAGE_SIZE - 1,
  4 * PAGE_SIZE + 1,
  5 * PAGE_SIZE,
  5 * PAGE_SIZE - 1,
  5 * PAGE_SIZE + 1,
];
const DRAWN_RELATIVES: Table<RelativeToLast> = [{ last: 0 }, { last: -1 }, { last: 1 }];

/** The longest transfer whose length others are drawn near, bytes: five pages and one byte. */
const LONGEST_TO_FOLLOW = 5 * PAGE_SIZE + 1;

/** Lengths that are favoured, in bytes; 13 is that of the article's text. */
const FIXED_LENGTHS = { zero: 0, one: 1, two: 2, thirteen: 13 } as const;

/** 1 to 64 bytes. */
function small(parameter: number): number {
  return 1 + parameter;
}

/** `lengthBytes` if that is a length to ask for, else a small one: lengths must not creep up within a case. */
function within(lengthBytes: number, parameter: number): number {
  return lengthBytes > 0 && lengthBytes <= LONGEST_TO_FOLLOW ? lengthBytes : small(parameter);
}

/** The bytes a length probably stands for, given the length last written. */
function lengthBytesOf(length: LengthSpec, lastLength: number): number {
  return typeof length === 'number' ? length : Math.max(0, lastLength + length.last);
}

function drawnFrom(drawing: Drawing): LengthSpec {
  const { lastLength } = drawing;
  const family = pick(FAMILIES, drawing.draw(FAMILY));
  // Asked first: what else is asked for is searched through for each.
  if (family === 'band' && drawing.uses(BANDS)) return drawnBand(drawing, BAND);
  const parameter = drawing.draw(PARAMETER);
  switch (family) {
    case 'zero':
    case 'one':
    case 'two':
    case 'thirteen':
      return FIXED_LENGTHS[family];
    case 'small':
      return small(parameter);
    case 'near':
      return within(lastLength - 1 + (parameter % 3), parameter);
    case 'beyond':
      return within(lastLength + 2 + parameter, parameter);
    case 'relative':
      return drawing.uses(RELATIVES) && lastLength > 0 ? pick(DRAWN_RELATIVES, parameter) : small(parameter);
    case 'page':
      return drawing.uses(LONG) ? pick(PAGE, parameter) : small(parameter);
    case 'two-pages':
      return drawing.uses(LONG) ? pick(TWO_PAGES, parameter) : small(parameter);
    case 'pages':
      return drawing.uses(LONG) ? pick(PAGES, parameter) : small(parameter);
    case 'band':
      return small(parameter);
  }
}

/** Other fields are chosen to fit it: the drawing is told. */
function drawn(drawing: Drawing): LengthSpec {
  const value = drawnNumber(drawing, OWN, LONGEST_OWN) ?? drawnFrom(drawing);
  drawing.lengthBytes = lengthBytesOf(value, drawing.lastLength);
  return value;
}

/** Values are numbers, then those relative to the length last written. */
export const length: FieldType<LengthSpec> = {
  name: 'length',
  description: 'Bytes to transfer, or so many more than the length last written.',
  schema,
  canonical: 0,
  rank: (value) => (typeof value === 'number' ? [0, value] : [1, signedRank(value.last)]),
  measured: { what: 'length', form: (value) => (typeof value === 'number' ? 0 : 1) },
  simpler(value, { lengths }) {
    if (typeof value === 'number') return [];
    const numbers = [0, 1, 2, ...resolvedAfter(value, lengths), ...SAMPLES];
    const valid = numbers.filter((each) => each >= 0 && each <= MAX_LENGTH);
    return [...[...new Set(valid)].sort((left, right) => left - right), ...nearerRelatives(value)];
  },
  others(value) {
    if (typeof value === 'number')
      return around(BigInt(value), [PAGE_BYTES, PAGE_BYTES + 1n], BigInt(MAX_LENGTH)).map(Number);
    return [0, 1, ...neighbouringRelatives(value)];
  },
  draw: drawn,
  slots: [FAMILY, PARAMETER, BAND.power, BAND.within, OWN.which, OWN.how],
  features: [RELATIVES, LONG, BANDS, NUMBERS],
  isSmall: (value) => typeof value === 'number' && value <= 2,
  number: {
    largest: BigInt(MAX_LENGTH),
    read: (value) => (typeof value === 'number' ? BigInt(value) : null),
    write: Number,
    means: 'amount',
  },
  shown: (value) => (typeof value === 'number' ? numberShown(value) : textShown(relativeText(value))),
};

const BEYOND = beyondMemorySlots();

const transferSchema = z.union([integer(0, MAX_ULONG), relativeSchema], {
  error: `expected a whole number from 0 to ${MAX_ULONG} or ${RELATIVE}`,
});

/** The length of a system call, which no buffer need have: `lengthConflict` says with what memory. */
export const transferLength: FieldType<LengthSpec> = {
  ...length,
  schema: transferSchema,
  others(value, trace) {
    if (typeof value !== 'number' || value <= MAX_LENGTH) return length.others(value, trace);
    return around(BigInt(value), [BigInt(MAX_LENGTH) + 1n, 2n ** 31n], BigInt(MAX_ULONG)).map(Number);
  },
  draw: (drawing) => drawnBeyondMemory(drawing, BEYOND) ?? drawn(drawing),
  slots: [BEYOND.whether, BEYOND.near, BEYOND.by, ...length.slots],
  features: [BEYOND_MEMORY, ...length.features],
  number: {
    largest: BigInt(MAX_ULONG),
    read: (value) => (typeof value === 'number' ? BigInt(value) : null),
    write: Number,
    means: 'amount',
  },
};

/** For people: `5 bytes`, `length last written + 1`. */
export function lengthText(value: LengthSpec): string {
  return typeof value === 'number' ? count(value, 'byte') : `length ${relativeText(value)}`;
}
