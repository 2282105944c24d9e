import { int64Text } from '../../schema-parts.ts';
import { decimal } from '../draw/decimal.ts';
import type { Drawing } from '../draw/drawing.ts';
import { slot } from '../draw/slot.ts';
import { pick, type Table } from '../draw/table.ts';
import type { FieldType } from '../field-type.ts';
import {
  decimalRank,
  decimalShown,
  measuredDecimal,
  otherDecimals,
  simplerDecimals,
  unsignedDecimal,
} from './offset.ts';

const SLOT = slot(5);

const DRAWN: Table<string> = ['0', '1', '13', '4096', '4294967296', '2', '4095', '4097', '-1'];

/** Half of the positions lie in the data probably stored. */
function drawn(drawing: Drawing): string {
  const slot = drawing.draw(SLOT);
  if (slot < 16) return pick(DRAWN, slot);
  return decimal(Math.floor((drawing.lastLength * (slot - 15)) / 16));
}

/** A file position, bytes, as a 64-bit decimal string; negative ones are refused by Windows. */
export const position: FieldType<string> = {
  name: 'position',
  description: 'CurrentByteOffset to be set, a 64-bit decimal string.',
  schema: int64Text(),
  canonical: '0',
  rank: decimalRank,
  measured: measuredDecimal,
  simpler: simplerDecimals,
  others: otherDecimals,
  draw: drawn,
  slots: [SLOT],
  features: [],
  isSmall: (value) => value === '0',
  number: unsignedDecimal,
  shown: decimalShown,
};
