import type { OffsetSpec, RelativeToLast } from '../../trace/ops/index.ts';
import { decimal } from './decimal.ts';
import type { Swarm } from './swarm.ts';
import { pick, type Table, times } from './table.ts';

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
const RELATIVE: Table<RelativeToLast> = [{ last: 0 }, { last: -1 }, { last: 1 }];

/** Values of the parameter that places an offset within its family. */
const PARAMETERS = 32;

/**
 * The offset that a read or a write names: `slot` and `parameter` are each 0 to 31, `lastLength` is the
 * length last written, bytes.
 */
export function offsetOf(
  isRead: boolean,
  slot: number,
  parameter: number,
  lastLength: number,
  swarm: Swarm,
): OffsetSpec {
  switch (pick(isRead ? READ_FAMILIES : WRITE_FAMILIES, slot)) {
    case 'start':
      return '0';
    case 'inside':
      return decimal(Math.floor((lastLength * parameter) / PARAMETERS));
    case 'end':
      return decimal(Math.max(0, lastLength - 1 + (parameter % 3)));
    case 'small':
      return decimal(1 + parameter);
    case 'null':
      return swarm.nullOffsets ? null : '0';
    case 'relative':
      return swarm.relative ? pick(RELATIVE, parameter) : '0';
    case 'page':
      return swarm.pageOffsets ? pick(PAGE, parameter) : '0';
    case 'negative':
      return swarm.negativeOffsets ? pick(NEGATIVE, parameter) : '0';
    case 'large':
      return swarm.largeOffsets ? pick(LARGE, parameter) : '0';
  }
}
