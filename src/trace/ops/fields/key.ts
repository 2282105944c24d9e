import { integer } from '../../schema-parts.ts';
import type { Drawing } from '../draw/drawing.ts';
import { drawnNumber, NUMBERS, numberSlots } from '../draw/drawn-number.ts';
import { half } from '../draw/feature.ts';
import { slot } from '../draw/slot.ts';
import { around, type FieldType, numberShown } from '../field-type.ts';
import { MAX_ULONG } from './ulong.ts';

const LARGEST = BigInt(MAX_ULONG);

const KEYS = half();
const SLOT = slot(4);
const BIT = slot(5);
/** Numbers of the driver's own. */
const OWN = numberSlots();

/** Bits of a record key: the record's size in bytes, and the method that doesn't fit the request (M6). */
const SIZE_MASK = 0xffff;
const OPPOSITE_DIRECTION = 0x10000;

/** A key of a device that gives it no meaning; `slot` is 0 to 15. It has to arrive unchanged (R30). */
function plainKeyOf(drawing: Drawing, slot: number): number {
  switch (slot) {
    case 10:
    case 11:
      return 2 ** drawing.draw(BIT);
    case 12:
      return 1;
    case 13:
      return 0xffff;
    case 14:
      return OPPOSITE_DIRECTION;
    case 15:
      return 0xffffffff;
    default:
      return 0;
  }
}

/** A key of the record device for a transfer of `lengthBytes`; `slot` is 0 to 15. */
function recordKeyOf(slot: number, lengthBytes: number): number {
  switch (slot) {
    case 0:
      return 0;
    case 1:
      return 1;
    case 2:
      return 2;
    case 3:
      return 4;
    case 4:
      return 8;
    case 5:
      return 16;
    case 6:
      return 64;
    case 7:
    case 8:
    case 9:
      return lengthBytes & SIZE_MASK;
    case 10:
    case 11:
      return Math.max(0, lengthBytes - 1) & SIZE_MASK;
    case 12:
      return (lengthBytes + 1) & SIZE_MASK;
    case 13:
      return OPPOSITE_DIRECTION;
    case 14:
      return OPPOSITE_DIRECTION | (lengthBytes & SIZE_MASK);
    default:
      return OPPOSITE_DIRECTION | 8;
  }
}

function drawn(drawing: Drawing): number {
  const { profile } = drawing;
  if (profile.recordKeys) return recordKeyOf(drawing.draw(SLOT), drawing.lengthBytes);
  if (!drawing.uses(KEYS)) return 0;
  return drawnNumber(drawing, OWN, MAX_ULONG) ?? plainKeyOf(drawing, drawing.draw(SLOT));
}

/** `Parameters.Read.Key` or `Parameters.Write.Key` (R30), an unsigned 32-bit number. */
export const key: FieldType<number> = {
  name: 'key',
  description: 'Parameters.Read.Key or Parameters.Write.Key, which has to arrive unchanged.',
  schema: integer(0, MAX_ULONG),
  canonical: 0,
  rank: (value) => value,
  simpler: () => [],
  others: (value) => around(BigInt(value), [LARGEST], LARGEST).map(Number),
  draw: drawn,
  slots: [SLOT, BIT, OWN.which, OWN.how],
  features: [KEYS, NUMBERS],
  isSmall: (value) => value === 0,
  number: { largest: LARGEST, read: BigInt, write: Number, means: 'amount' },
  shown: numberShown,
};

/** For people; nothing for key 0. */
export function keyText(value: number, label: string): string[] {
  return value === 0 ? [] : [`${label} 0x${value.toString(16)}`];
}
