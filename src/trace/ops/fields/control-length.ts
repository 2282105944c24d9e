import { PAGE_SIZE } from '../../../nt/page.ts';
import { integer } from '../../schema-parts.ts';
import { BEYOND_MEMORY, beyondMemorySlots, drawnBeyondMemory } from '../draw/beyond-memory.ts';
import type { Drawing } from '../draw/drawing.ts';
import { BANDS, bandSlots, drawnBand } from '../draw/drawn-band.ts';
import { HINT, hintOf } from '../draw/drawn-hint.ts';
import { drawnNumber, NUMBERS, numberSlots } from '../draw/drawn-number.ts';
import { half } from '../draw/feature.ts';
import { slot } from '../draw/slot.ts';
import { pick, type Table, times } from '../draw/table.ts';
import { around, type FieldType, numberShown } from '../field-type.ts';
import { MAX_LENGTH } from './length.ts';
import { MAX_ULONG } from './ulong.ts';

/** The longest buffer of such a length as is among the driver's numbers, bytes: 64 pages. */
const LONGEST_OWN = 64 * PAGE_SIZE;

/** Lengths of a page and more. */
const LONG = half();

/** Kinds of lengths, most of them measured by what the driver probably wants. */
type LengthFamily =
  | 'exact'
  | 'zero'
  | 'less'
  | 'more'
  | 'half'
  | 'double'
  | 'small'
  | 'page'
  | 'pages'
  | 'band';

const FAMILIES: Table<LengthFamily> = [
  ...times(13, 'exact'),
  ...times(4, 'zero'),
  ...times(3, 'less'),
  ...times(3, 'more'),
  'half',
  'double',
  ...times(3, 'small'),
  ...times(2, 'page'),
  'pages',
  'band',
];

function lengthOf(family: Exclude<LengthFamily, 'band'>, wanted: number, parameter: number): number {
  switch (family) {
    case 'exact':
      return wanted;
    case 'zero':
      return 0;
    case 'less':
      return wanted - 1;
    case 'more':
      return wanted + 1 + (parameter & 7);
    case 'half':
      return wanted >> 1;
    case 'double':
      return 2 * wanted;
    case 'small':
      return 1 + parameter;
    case 'page':
      return PAGE_SIZE - 1 + (parameter % 3);
    case 'pages':
      return (2 + (parameter & 1)) * PAGE_SIZE - 1 + (parameter % 3);
  }
}

/** The length of one of the two buffers of a control request, bytes. */
export function controlLength(side: 'input' | 'output'): FieldType<number> {
  const family = slot(5);
  const parameter = slot(6);
  const band = bandSlots();
  const own = numberSlots();
  const beyond = beyondMemorySlots();

  function drawnFrom(drawing: Drawing): number {
    const number = drawnNumber(drawing, own, LONGEST_OWN);
    if (number !== null) return number;
    const drawnFamily = pick(FAMILIES, drawing.draw(family));
    if (drawnFamily === 'band')
      return drawing.uses(BANDS) ? drawnBand(drawing, band) : lengthOf('small', 0, drawing.draw(parameter));
    const isLong = drawnFamily === 'page' || drawnFamily === 'pages';
    const allowed = isLong && !drawing.uses(LONG) ? 'small' : drawnFamily;
    const length = lengthOf(allowed, hintOf(drawing)[side], drawing.draw(parameter));
    return Math.min(MAX_LENGTH, Math.max(0, length));
  }

  return {
    name: `${side} length`,
    description: `Bytes of the ${side} buffer that the request is told of.`,
    schema: integer(0, MAX_ULONG),
    canonical: 0,
    rank: (value) => value,
    measured: { what: 'length' },
    simpler: () => [],
    others(value) {
      const isThere = value <= MAX_LENGTH;
      const between = isThere ? [PAGE_SIZE, PAGE_SIZE + 1] : [MAX_LENGTH + 1, 2 ** 31];
      const largest = isThere ? MAX_LENGTH : MAX_ULONG;
      return around(BigInt(value), between.map(BigInt), BigInt(largest)).map(Number);
    },
    draw(drawing) {
      const beyondMemory = drawnBeyondMemory(drawing, beyond);
      if (beyondMemory !== null) return beyondMemory;
      const length = drawnFrom(drawing);
      // The buffer and the data are chosen to fit it.
      drawing.lengthBytes = length;
      return length;
    },
    slots: [
      beyond.whether,
      beyond.near,
      beyond.by,
      HINT,
      family,
      parameter,
      band.power,
      band.within,
      own.which,
      own.how,
    ],
    features: [BEYOND_MEMORY, LONG, BANDS, NUMBERS],
    isSmall: (value) => value <= 8,
    number: { largest: BigInt(MAX_ULONG), read: BigInt, write: Number, means: 'amount' },
    shown: numberShown,
  };
}
