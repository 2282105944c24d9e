import { int64Text } from '../../schema-parts.ts';
import type { FieldType } from '../field-type.ts';
import { decimalRank, decimalShown, otherDecimals, simplerDecimals, unsignedDecimal } from './offset.ts';

/** A file position, bytes, as a 64-bit decimal string; negative ones are refused by Windows. */
export const position: FieldType<string> = {
  name: 'position',
  description: 'CurrentByteOffset to be set, a 64-bit decimal string.',
  schema: int64Text(),
  canonical: '0',
  rank: decimalRank,
  simpler: (value, { lengths }) => simplerDecimals(value, lengths),
  others: otherDecimals,
  usual: ['0'],
  number: unsignedDecimal,
  shown: decimalShown,
};
