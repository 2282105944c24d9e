import { z } from 'zod';
import { count } from '../../describe.ts';
import { integer } from '../../schema-parts.ts';
import type { Drawing } from '../draw/drawing.ts';
import { half } from '../draw/feature.ts';
import { slot } from '../draw/slot.ts';
import { pick, type Table, times } from '../draw/table.ts';
import { around, type FieldType, numberShown, textShown } from '../field-type.ts';
import { signedRank } from '../rank.ts';
import { MAX_LENGTH } from './length.ts';

const schema = z.union([integer(-MAX_LENGTH, MAX_LENGTH), z.null()], {
  error: `expected a whole number from -${MAX_LENGTH} to ${MAX_LENGTH}, or null`,
});

/** Where an output begins, bytes from the input's first; null for a buffer of its own. */
export type OutputAt = number | null;

const OVERLAPS = half();
const SHARE = slot(3);
/** Of eight values the one with which the buffers overlap: with the feature, one request in sixteen. */
const OVERLAPPING = 7;
const PLACE = slot(4);

type Place = 'same' | 'second' | 'middle' | 'last' | 'end' | 'before' | 'far before';

/** Mostly one buffer is given as both. */
const PLACES: Table<Place> = [
  ...times(6, 'same'),
  ...times(3, 'second'),
  'middle',
  'last',
  'end',
  ...times(3, 'before'),
  'far before',
];

/** @param inputLength bytes */
function placed(place: Place, inputLength: number): number {
  switch (place) {
    case 'same':
      return 0;
    case 'second':
      return 1;
    case 'middle':
      return inputLength >> 1;
    case 'last':
      return inputLength - 1;
    case 'end':
      return inputLength;
    case 'before':
      return -1;
    case 'far before':
      // JSON knows no -0.
      return 0 - (inputLength >> 1);
  }
}

/** For an input of as many bytes as the drawing says. */
function drawn(drawing: Drawing): OutputAt {
  if (!drawing.uses(OVERLAPS) || drawing.draw(SHARE) !== OVERLAPPING) return null;
  return placed(pick(PLACES, drawing.draw(PLACE)), drawing.lengthBytes);
}

/** Numbers nearer to 0 than one below it, and those above it that are as near. */
function simplerThan(value: number): readonly number[] {
  if (value >= 0) return [];
  const found = [0, 1, 2, -value, -1, value >> 1, value + 1];
  return [...new Set(found)].filter((each) => each > value && each <= -value);
}

/** Values are buffers apart, then places from the input's first byte on, then places before it. */
export const outputAt: FieldType<OutputAt> = {
  name: 'place of the output',
  description:
    "Where the output begins in the memory of the input, bytes from the input's first, 0 for the same address; null " +
    'for memory of its own. What is behind the output is then what is behind the input.',
  schema,
  canonical: null,
  rank: (value) => (value === null ? [0] : [value < 0 ? 2 : 1, signedRank(value)]),
  measured: {
    what: 'offset',
    form: (value) => (value === null ? 0 : value < 0 ? 2 : 1),
  },
  simpler: (value) => (value === null ? [] : [null, ...simplerThan(value)]),
  // That buffers overlap is tried only where they do.
  others(value) {
    if (value === null) return [];
    if (value < 0) return [null, 0, ...(value < -1 ? [-1, value + 1] : []), value - 1];
    return [null, ...around(BigInt(value), [], BigInt(MAX_LENGTH)).map(Number), -1];
  },
  draw: drawn,
  slots: [SHARE, PLACE],
  features: [OVERLAPS],
  isSmall: (value) => value === null || value === 0,
  number: {
    largest: BigInt(MAX_LENGTH),
    read: (value) => (value === null || value < 0 ? null : BigInt(value)),
    write: Number,
    means: 'amount',
  },
  shown(value) {
    if (value === null) return textShown('of its own');
    return value < 0 ? textShown(String(value)) : numberShown(value);
  },
};

/** For people: `output buffer 2 bytes into the input buffer`; nothing for a buffer of its own. */
export function outputAtText(value: OutputAt): readonly string[] {
  if (value === null) return [];
  if (value === 0) return ['output buffer at the address of the input buffer'];
  const bytes = count(Math.abs(value), 'byte');
  return [`output buffer ${bytes} ${value < 0 ? 'before' : 'into'} the input buffer`];
}
