import { z } from 'zod';
import { MAX_ULONGLONG } from '../../../../nt/byte-offset.ts';
import { PAGE_SIZE } from '../../../../nt/page.ts';
import { UINT64_TEXT, uint64Text } from '../../../schema-parts.ts';
import { decimal } from '../../draw/decimal.ts';
import type { Drawing } from '../../draw/drawing.ts';
import { half } from '../../draw/feature.ts';
import { slot } from '../../draw/slot.ts';
import { pick, type Table, times } from '../../draw/table.ts';
import { around, type FieldType, numberShown, textShown } from '../../field-type.ts';
import { handle } from '../../fields/handle.ts';
import { isOverlappedPassed, ON_ANY, PASSED } from './passed-overlapped.ts';

/** Offset and OffsetHigh of an OVERLAPPED as one unsigned 64-bit decimal; null for no OVERLAPPED. */
export type OverlappedSpec = string | null;

/** Kinds of offsets; `inside` and `end` lie in and around the data probably stored. */
type OffsetFamily = 'start' | 'inside' | 'end' | 'small' | 'negative' | 'large';

const READ_FAMILIES: Table<OffsetFamily> = [
  ...times(4, 'start'),
  ...times(3, 'inside'),
  ...times(3, 'end'),
  'small',
  ...times(3, 'negative'),
  ...times(2, 'large'),
];

/** Writes mostly go where the article's device stores them, so that reads find something (M3). */
const WRITE_FAMILIES: Table<OffsetFamily> = [
  ...times(9, 'start'),
  'inside',
  'end',
  'small',
  ...times(3, 'negative'),
  'large',
];

/** 2^64 - 1 appends. */
const APPEND = '18446744073709551615';
/** 2^64 - 2 is the file position, and those below have no meaning (W1b, R23). */
const NEGATIVE: Table<string> = [
  APPEND,
  '18446744073709551614',
  '18446744073709551613',
  '18446744073709551614',
  '9223372036854775808',
];
const LARGE: Table<string> = ['4294967296', '4294967295', '4294967297', '9223372036854775807'];

/** Offsets that stand for the others. */
const SAMPLES: readonly string[] = ['0', '1', '2', String(PAGE_SIZE), ...LARGE, ...NEGATIVE];

const FAMILY = slot(4);
/** Places an offset within its family. */
const PARAMETER = slot(5);
const PARAMETERS = 2 ** PARAMETER.bits;

/** From 2^63 on: negative ones, as the I/O manager takes them. */
const NEGATIVES = half();
/** Around 2^32 and 2^63. */
const LARGE_ONES = half();

function drawn(drawing: Drawing, families: Table<OffsetFamily>): OverlappedSpec {
  if (!isOverlappedPassed(drawing)) return null;
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
    case 'negative':
      return drawing.uses(NEGATIVES) ? pick(NEGATIVE, parameter) : '0';
    case 'large':
      return drawing.uses(LARGE_ONES) ? pick(LARGE, parameter) : '0';
  }
}

/** The OVERLAPPED of a write, which goes to the start more often than a read's. */
export function drawnWriteOverlapped(drawing: Drawing): OverlappedSpec {
  return drawn(drawing, WRITE_FAMILIES);
}

const OVERLAPPED = { error: `expected null or ${UINT64_TEXT}` };

/** None, then by the offset. */
export const overlapped: FieldType<OverlappedSpec> = {
  name: 'OVERLAPPED',
  description:
    'Offset and OffsetHigh of the OVERLAPPED structure, one unsigned 64-bit decimal string; null for no structure.',
  schema: z.union([z.null(), uint64Text()], OVERLAPPED),
  canonical: null,
  rank: (value) => (value === null ? [] : [BigInt(value)]),
  measured: { what: 'offset', form: (value) => (value === null ? 0 : 1) },
  simpler: (value) => (value === null ? [] : [null, '0', '1', ...NEGATIVE]),
  others: (value) => (value === null ? ['0', '1', APPEND] : [null, ...otherOffsets(BigInt(value))]),
  draw: (drawing) => drawn(drawing, READ_FAMILIES),
  slots: [PASSED, FAMILY, PARAMETER, ...handle.slots],
  features: [ON_ANY, NEGATIVES, LARGE_ONES, ...handle.features],
  isSmall: (value) => value === null || value === '0' || value === '1',
  number: {
    largest: MAX_ULONGLONG,
    read: (value) => (value === null ? null : BigInt(value)),
    write: String,
    means: 'amount',
  },
  shown: (value) => (value === null ? textShown('none') : numberShown(BigInt(value))),
};

function otherOffsets(value: bigint): string[] {
  return around(value, SAMPLES.map(BigInt), MAX_ULONGLONG).map(String);
}

/** The OVERLAPPED that a call is given. */
export interface OverlappedArgument {
  /** Offset and OffsetHigh as an unsigned 64-bit value. */
  readonly offset: bigint;
  /** Whether hEvent is an event, signaled beforehand. */
  readonly event: boolean;
}

/** An event is passed in an OVERLAPPED alone. */
export function resolvedOverlapped(value: OverlappedSpec, event: boolean): OverlappedArgument | null {
  return value === null ? null : { offset: BigInt(value), event };
}

/** For people; nothing where there is none. */
export function overlappedText(value: OverlappedSpec | bigint, event: boolean): string[] {
  if (value === null) return event ? ['an event without OVERLAPPED'] : [];
  return [`OVERLAPPED at ${value}${event ? ' with an event' : ''}`];
}
