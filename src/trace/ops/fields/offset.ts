import { z } from 'zod';
import { MAXLONGLONG, MINLONGLONG } from '../../../nt/byte-offset.ts';
import { PAGE_SIZE } from '../../../nt/page.ts';
import { INT64_TEXT, int64Text } from '../../schema-parts.ts';
import { decimal } from '../draw/decimal.ts';
import type { Drawing } from '../draw/drawing.ts';
import { drawnNumber, NUMBERS, numberSlots } from '../draw/drawn-number.ts';
import { half } from '../draw/feature.ts';
import { slot } from '../draw/slot.ts';
import { pick, type Table, times } from '../draw/table.ts';
import {
  around,
  type FieldType,
  type Measured,
  type NumberIn,
  numberShown,
  type Shown,
  type Surroundings,
  textShown,
} from '../field-type.ts';
import { type Rank, signedRank } from '../rank.ts';
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

const schema = z.union([int64Text(), z.null(), relativeSchema], {
  error: `expected ${INT64_TEXT}, null or ${RELATIVE}`,
});

/**
 * A file offset in bytes: a 64-bit decimal string (`"-1"` appends, `"-2"` uses the file position),
 * `null` for a NULL ByteOffset, or relative to the length last written.
 */
export type OffsetSpec = z.output<typeof schema>;

/** Offsets that stand for the others: pages, 32 bits, the largest. */
const SAMPLES = [3n, 4n, 8n, 16n, 4095n, 4096n, 4097n, 65_536n, 1n << 24n, 1n << 32n, MAXLONGLONG];
const NEIGHBOURS = [-1, 0, 1];

function ascending(values: readonly bigint[]): string[] {
  const valid = values.filter((value) => value >= 0n && value <= MAXLONGLONG);
  return [...new Set(valid)].sort((left, right) => (left < right ? -1 : 1)).map(String);
}

/** Negative offsets nearer to -1, nearest first. */
function towardMinusOne(value: bigint): string[] {
  const found = [-1n, -2n, -3n];
  for (let step = -value; step >= 1n; step >>= 1n) found.push(value + step, value + step - 1n, -step);
  const valid = found.filter((candidate) => candidate < 0n && candidate > value);
  return [...new Set(valid)].sort((left, right) => (left > right ? -1 : 1)).map(String);
}

/** Simpler offsets for a decimal one; those that are no number at least 0 alone have any. */
export function simplerDecimals(offset: string, { lengths, ends }: Surroundings): readonly string[] {
  const value = BigInt(offset);
  if (value >= 0n) return [];
  const mirrored = NEIGHBOURS.map((neighbour) => -value + BigInt(neighbour));
  // -2 is the file position, and -1 the end: either may lie behind what was transferred before.
  const numbers = ascending([0n, 1n, 2n, ...mirrored, ...lengths.map(BigInt), ...ends, ...SAMPLES]);
  return [...numbers, ...towardMinusOne(value)];
}

/** Without those that mean another thing: appending, the file position. */
export function otherDecimals(offset: string): readonly string[] {
  const value = BigInt(offset);
  if (value < 0n) return ['0', '1', ...(value > MINLONGLONG ? [String(value - 1n)] : [])];
  return around(value, [BigInt(PAGE_SIZE), 2n ** 32n], MAXLONGLONG).map(String);
}

function decimalForm(offset: string): Rank {
  return offset.startsWith('-') ? 1 : 0;
}

/** "0", "1" …, then "-1", "-2" …. */
export function decimalRank(offset: string): Rank {
  const value = BigInt(offset);
  return [decimalForm(offset), value < 0n ? -value : value];
}

/** A place in 64 bits: negative ones mean other things. */
export const measuredDecimal: Measured<string> = { what: 'offset', form: decimalForm };

export function decimalShown(offset: string): Shown {
  return offset.startsWith('-') ? textShown(offset) : numberShown(BigInt(offset));
}

function isUnsigned(offset: unknown): offset is string {
  return typeof offset === 'string' && !offset.startsWith('-');
}

/** The number in a 64-bit decimal string. */
export const unsignedDecimal: NumberIn<unknown> & { write(number: bigint): string } = {
  largest: MAXLONGLONG,
  read: (value) => (isUnsigned(value) ? BigInt(value) : null),
  write: String,
  means: 'amount',
};

const FAMILY = slot(5);
/** Places an offset within its family. */
const PARAMETER = slot(5);

/** Numbers of the driver's own. */
const OWN = numberSlots();

/** Which power of two an offset is near. */
const POWER = slot(6);

const NULLS = half();
/** -1, -2 and other negative ones. */
const NEGATIVES = half();
/** Around 2^32, the largest one, and any power of two. */
const LARGE_ONES = half();
const PAGES = half();

/** Kinds of file offsets; `inside` and `end` lie in and around the data probably stored. */
type OffsetFamily =
  | 'start'
  | 'inside'
  | 'end'
  | 'small'
  | 'null'
  | 'relative'
  | 'page'
  | 'negative'
  | 'large';

const READ_FAMILIES: Table<OffsetFamily> = [
  ...times(7, 'start'),
  ...times(5, 'inside'),
  ...times(4, 'end'),
  ...times(3, 'small'),
  ...times(3, 'null'),
  ...times(3, 'relative'),
  ...times(2, 'page'),
  ...times(3, 'negative'),
  ...times(2, 'large'),
];

/** Writes mostly go where the article's device stores them, so that reads find something (M3). */
const WRITE_FAMILIES: Table<OffsetFamily> = [
  ...times(17, 'start'),
  ...times(1, 'inside'),
  ...times(1, 'end'),
  ...times(1, 'small'),
  ...times(4, 'null'),
  ...times(2, 'relative'),
  ...times(1, 'page'),
  ...times(3, 'negative'),
  ...times(2, 'large'),
];

const PAGE: Table<string> = ['4096', '4095', '4097', '8192', '8191', '8193', '512', '4088'];
const NEGATIVE: Table<string> = ['-1', '-2', '-1', '-2', '-3', '-9223372036854775808'];
const LARGE: Table<string> = ['4294967296', '4294967295', '4294967297', '9223372036854775807'];
/** Around each power of two from 2^0 to 2^62: itself, the one below, the one above. */
const NEAR_POWERS: readonly string[] = Array.from({ length: 63 }, (_, power) => 2n ** BigInt(power)).flatMap(
  (power) => [power, power - 1n, power + 1n].map(String),
);
const DRAWN_RELATIVES: Table<RelativeToLast> = [{ last: 0 }, { last: -1 }, { last: 1 }];

const PARAMETERS = 2 ** PARAMETER.bits;

function drawn(drawing: Drawing, families: Table<OffsetFamily>): OffsetSpec {
  const own = drawnNumber(drawing, OWN, Number.MAX_SAFE_INTEGER);
  if (own !== null) return String(own);
  const { lastLength } = drawing;
  const parameter = drawing.draw(PARAMETER);
  switch (pick(families, drawing.draw(FAMILY))) {
    case 'start':
      return '0';
    case 'inside':
      return decimal(Math.floor((lastLength * parameter) / PARAMETERS));
    case 'end':
      return decimal(Math.max(0, lastLength - 1 + (parameter % 3)));
    case 'small':
      return decimal(1 + parameter);
    case 'null':
      return drawing.uses(NULLS) ? null : '0';
    case 'relative':
      return drawing.uses(RELATIVES) ? pick(DRAWN_RELATIVES, parameter) : '0';
    case 'page':
      return drawing.uses(PAGES) ? pick(PAGE, parameter) : '0';
    case 'negative':
      return drawing.uses(NEGATIVES) ? pick(NEGATIVE, parameter) : '0';
    case 'large':
      return drawing.uses(LARGE_ONES) ? largeOf(drawing, parameter) : '0';
  }
}

/** Of 32 values the first eight are for those around 2^32, and the largest one. */
function largeOf(drawing: Drawing, parameter: number): string {
  if (parameter < 2 * LARGE.length) return pick(LARGE, parameter);
  return NEAR_POWERS[3 * drawing.draw(POWER) + (parameter % 3)] ?? pick(LARGE, parameter);
}

/** The offset of a write, which goes to the start more often than a read's. */
export function drawnWriteOffset(drawing: Drawing): OffsetSpec {
  return drawn(drawing, WRITE_FAMILIES);
}

/** Values are decimals, then NULL, then those relative to the length last written. */
export const offset: FieldType<OffsetSpec> = {
  name: 'offset',
  description:
    'ByteOffset: a 64-bit decimal string, "-1" to append, "-2" for the file position, null for a NULL pointer, or ' +
    'so many bytes from the length last written.',
  schema,
  canonical: '0',
  rank(value) {
    if (value === null) return [2];
    return typeof value === 'string' ? decimalRank(value) : [3, signedRank(value.last)];
  },
  measured: {
    what: 'offset',
    form(value) {
      if (value === null) return 2;
      return typeof value === 'string' ? decimalForm(value) : 3;
    },
  },
  simpler(value, surroundings) {
    if (typeof value === 'string') return simplerDecimals(value, surroundings);
    const { lengths, ends } = surroundings;
    const suggested =
      value === null ? [...lengths.map(BigInt), ...ends] : resolvedAfter(value, lengths).map(BigInt);
    const numbers = ascending([0n, 1n, 2n, ...suggested, ...SAMPLES]);
    const special = ['-1', '-2', '-3'];
    return value === null
      ? [...numbers, ...special]
      : [...numbers, ...special, null, ...nearerRelatives(value)];
  },
  others(value) {
    if (typeof value === 'string') return [...otherDecimals(value), ...(value === '-1' ? [] : ['-1']), null];
    if (value === null) return ['0', '1', '-1'];
    return ['0', '1', null, ...neighbouringRelatives(value)];
  },
  draw: (drawing) => drawn(drawing, READ_FAMILIES),
  slots: [FAMILY, PARAMETER, POWER, OWN.which, OWN.how],
  features: [NULLS, RELATIVES, PAGES, NEGATIVES, LARGE_ONES, NUMBERS],
  isSmall: (value) => value === null || value === '0' || value === '1' || value === '-1',
  number: unsignedDecimal,
  shown(value) {
    if (value === null) return textShown('NULL');
    return typeof value === 'string' ? decimalShown(value) : textShown(relativeText(value));
  },
};

/** For people: `offset 5`, `append (offset -1)`. Only a write appends at -1. */
export function offsetText(value: OffsetSpec, appends: boolean): string {
  if (value === null) return 'at the file position (NULL offset)';
  if (typeof value !== 'string') return `offset ${relativeText(value)}`;
  if (value === '-2') return 'at the file position (offset -2)';
  return value === '-1' && appends ? 'append (offset -1)' : `offset ${value}`;
}
