import { integer } from '../../schema-parts.ts';
import { around, type FieldType, numberShown } from '../field-type.ts';
import { MAX_ULONG } from './ulong.ts';

const LARGEST = BigInt(MAX_ULONG);

/** `Parameters.Read.Key` or `Parameters.Write.Key` (R30), an unsigned 32-bit number. */
export const key: FieldType<number> = {
  name: 'key',
  description: 'Parameters.Read.Key or Parameters.Write.Key, which has to arrive unchanged.',
  schema: integer(0, MAX_ULONG),
  canonical: 0,
  rank: (value) => value,
  simpler: () => [],
  others: (value) => around(BigInt(value), [LARGEST], LARGEST).map(Number),
  usual: [0],
  number: { largest: LARGEST, read: BigInt, write: Number, means: 'amount' },
  shown: numberShown,
};

/** For people; nothing for key 0. */
export function keyText(value: number, label: string): string[] {
  return value === 0 ? [] : [`${label} 0x${value.toString(16)}`];
}
