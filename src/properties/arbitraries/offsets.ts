import type { OffsetSpec, RelativeToLast } from '../../trace/op.ts';
import { decimal } from './decimal.ts';
import type { Swarm } from './swarm.ts';
import { pick } from './word.ts';

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

const READ_FAMILIES: readonly [OffsetFamily, ...OffsetFamily[]] = [
  ...fill('start', 8),
  ...fill('inside', 5),
  ...fill('end', 4),
  ...fill('small', 3),
  ...fill('null', 3),
  ...fill('relative', 3),
  ...fill('page', 2),
  ...fill('negative', 2),
  ...fill('large', 2),
];

/** Writes mostly go where the article's device stores them, so that reads find something (M3). */
const WRITE_FAMILIES: readonly [OffsetFamily, ...OffsetFamily[]] = [
  ...fill('start', 15),
  ...fill('inside', 1),
  ...fill('end', 1),
  ...fill('small', 2),
  ...fill('null', 4),
  ...fill('relative', 2),
  ...fill('page', 2),
  ...fill('negative', 3),
  ...fill('large', 2),
];

const PAGE: readonly [string, ...string[]] = ['4096', '4095', '4097', '8192', '8191', '8193', '512', '4088'];
const NEGATIVE: readonly [string, ...string[]] = ['-1', '-2', '-1', '-2', '-3', '-9223372036854775808'];
const LARGE: readonly [string, ...string[]] = [
  '4294967296',
  '4294967295',
  '4294967297',
  '9223372036854775807',
];
const RELATIVE: readonly [RelativeToLast, ...RelativeToLast[]] = [{ last: 0 }, { last: -1 }, { last: 1 }];

/** Values of the parameter that places an offset within its family. */
const PARAMETERS = 32;

function fill(family: OffsetFamily, count: number): [OffsetFamily, ...OffsetFamily[]] {
  return [family, ...new Array<OffsetFamily>(count - 1).fill(family)];
}

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
