import { PAGE_SIZE } from '../../nt/page.ts';
import type { LengthSpec, RelativeToLast } from '../../trace/ops/index.ts';
import type { Swarm } from './swarm.ts';
import { pick, type Table, times } from './table.ts';

/** Kinds of transfer lengths; `near` and `beyond` are measured by the data probably stored. */
type LengthFamily =
  | 'zero'
  | 'one'
  | 'two'
  | 'thirteen'
  | 'small'
  | 'page'
  | 'two-pages'
  | 'pages'
  | 'near'
  | 'beyond'
  | 'relative';

const FAMILIES: Table<LengthFamily> = [
  ...times(2, 'zero'),
  ...times(2, 'one'),
  'two',
  ...times(3, 'thirteen'),
  ...times(5, 'small'),
  ...times(4, 'near'),
  ...times(3, 'beyond'),
  ...times(4, 'relative'),
  ...times(5, 'page'),
  ...times(2, 'two-pages'),
  'pages',
];

const PAGE: Table<number> = [PAGE_SIZE, PAGE_SIZE - 1, PAGE_SIZE + 1, PAGE_SIZE];
const TWO_PAGES: Table<number> = [2 * PAGE_SIZE, 2 * PAGE_SIZE - 1, 2 * PAGE_SIZE + 1];
const PAGES: Table<number> = [
  3 * PAGE_SIZE,
  3 * PAGE_SIZE - 1,
  3 * PAGE_SIZE + 1,
  4 * PAGE_SIZE,
  4 * PAGE_SIZE - 1,
  4 * PAGE_SIZE + 1,
  5 * PAGE_SIZE,
  5 * PAGE_SIZE - 1,
  5 * PAGE_SIZE + 1,
];
const RELATIVE: Table<RelativeToLast> = [{ last: 0 }, { last: -1 }, { last: 1 }];

/** The longest transfer that is generated, bytes: five pages and one byte. */
export const LONGEST_TRANSFER = 5 * PAGE_SIZE + 1;

/** Lengths that are favoured, in bytes; 13 is that of the article's text. */
export const FIXED_LENGTHS = { zero: 0, one: 1, two: 2, thirteen: 13 } as const;

/** 1 to 64 bytes. */
function small(parameter: number): number {
  return 1 + parameter;
}

/**
 * The length of a transfer: `slot` is 0 to 31, `parameter` 0 to 63, `lastLength` is the length last written,
 * bytes.
 */
export function lengthOf(slot: number, parameter: number, lastLength: number, swarm: Swarm): LengthSpec {
  const family = pick(FAMILIES, slot);
  switch (family) {
    case 'zero':
    case 'one':
    case 'two':
    case 'thirteen':
      return FIXED_LENGTHS[family];
    case 'small':
      return small(parameter);
    case 'near':
      return within(lastLength - 1 + (parameter % 3), parameter);
    case 'beyond':
      return within(lastLength + 2 + parameter, parameter);
    case 'relative':
      return swarm.relative && lastLength > 0 ? pick(RELATIVE, parameter) : small(parameter);
    case 'page':
      return swarm.longLengths ? pick(PAGE, parameter) : small(parameter);
    case 'two-pages':
      return swarm.longLengths ? pick(TWO_PAGES, parameter) : small(parameter);
    case 'pages':
      return swarm.longLengths ? pick(PAGES, parameter) : small(parameter);
  }
}

/** `lengthBytes` if that is a length to ask for, else a small one: lengths must not creep up within a case. */
function within(lengthBytes: number, parameter: number): number {
  return lengthBytes > 0 && lengthBytes <= LONGEST_TRANSFER ? lengthBytes : small(parameter);
}

/** The bytes a length probably stands for, given the length last written. */
export function lengthBytesOf(length: LengthSpec, lastLength: number): number {
  return typeof length === 'number' ? length : Math.max(0, lastLength + length.last);
}
