import { decimal } from '../../../trace/ops/draw/decimal.ts';
import { pick, type Table, times } from '../../../trace/ops/draw/table.ts';
import type { Win32Swarm } from './swarm.ts';

/** Kinds of offsets of an OVERLAPPED; `inside` and `end` lie in and around the data probably stored. */
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

/** 2^64 - 1 appends, 2^64 - 2 is the file position, and those below have no meaning (W1b, R23). */
const NEGATIVE: Table<string> = [
  '18446744073709551615',
  '18446744073709551614',
  '18446744073709551613',
  '18446744073709551614',
  '9223372036854775808',
];
const LARGE: Table<string> = ['4294967296', '4294967295', '4294967297', '9223372036854775807'];

/** Values of the parameter that places an offset within its family. */
const PARAMETERS = 32;

/** An offset, unsigned 64-bit decimal: `slot` is 0 to 15, `parameter` 0 to 31. */
export function overlappedOffsetOf(
  isRead: boolean,
  slot: number,
  parameter: number,
  storedBytes: number,
  swarm: Win32Swarm,
): string {
  switch (pick(isRead ? READ_FAMILIES : WRITE_FAMILIES, slot)) {
    case 'start':
      return '0';
    case 'inside':
      return decimal(Math.floor((storedBytes * parameter) / PARAMETERS));
    case 'end':
      return decimal(Math.max(0, storedBytes - 1 + (parameter % 3)));
    case 'small':
      return decimal(1 + parameter);
    case 'negative':
      return swarm.negativeOffsets ? pick(NEGATIVE, parameter) : '0';
    case 'large':
      return swarm.largeOffsets ? pick(LARGE, parameter) : '0';
  }
}
