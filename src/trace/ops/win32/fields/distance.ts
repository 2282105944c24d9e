import { int64Text } from '../../../schema-parts.ts';
import { decimal } from '../../draw/decimal.ts';
import type { Drawing } from '../../draw/drawing.ts';
import { slot } from '../../draw/slot.ts';
import { pick, type Table, times } from '../../draw/table.ts';
import type { FieldType } from '../../field-type.ts';
import {
  decimalRank,
  decimalShown,
  measuredDecimal,
  otherDecimals,
  simplerDecimals,
  unsignedDecimal,
} from '../../fields/offset.ts';

const SLOT = slot(5);

const DRAWN: Table<string> = [
  ...times(6, '0'),
  '1',
  '-1',
  '13',
  '4096',
  '4294967296',
  '-4096',
  '9223372036854775807',
  '-9223372036854775808',
];

/** Choices below this are of the table, those from here on lie in the data probably stored. */
const INSIDE_FROM = 20;
const INSIDE = 2 ** SLOT.bits - INSIDE_FROM;

function drawn(drawing: Drawing): string {
  const choice = drawing.draw(SLOT);
  if (choice < INSIDE_FROM) return pick(DRAWN, choice);
  return decimal(Math.floor((drawing.lastLength * (choice - INSIDE_FROM + 1)) / INSIDE));
}

/** How far a file pointer moves, bytes, as a signed 64-bit decimal string. */
export const distance: FieldType<string> = {
  name: 'distance',
  description: 'liDistanceToMove, a signed 64-bit decimal string.',
  schema: int64Text(),
  canonical: '0',
  rank: decimalRank,
  measured: measuredDecimal,
  simpler: simplerDecimals,
  others: otherDecimals,
  draw: drawn,
  slots: [SLOT],
  features: [],
  isSmall: (value) => value === '0' || value === '1',
  number: unsignedDecimal,
  shown: decimalShown,
};
