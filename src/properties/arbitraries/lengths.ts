import { PAGE_SIZE } from '../../nt/page.ts';
import type { LengthSpec, RelativeToLast } from '../../trace/op.ts';
import type { Swarm } from './swarm.ts';
import { pick } from './word.ts';

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

const FAMILIES: readonly [LengthFamily, ...LengthFamily[]] = [
  'zero',
  ...fill('one', 2),
  'two',
  ...fill('thirteen', 3),
  ...fill('small', 6),
  ...fill('near', 4),
  ...fill('beyond', 3),
  ...fill('relative', 4),
  ...fill('page', 5),
  ...fill('two-pages', 2),
  'pages',
];

const PAGE: readonly [number, ...number[]] = [PAGE_SIZE, PAGE_SIZE - 1, PAGE_SIZE + 1, PAGE_SIZE];
const TWO_PAGES: readonly [number, ...number[]] = [2 * PAGE_SIZE, 2 * PAGE_SIZE - 1, 2 * PAGE_SIZE + 1];
const PAGES: readonly [number, ...number[]] = [
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
const RELATIVE: readonly [RelativeToLast, ...RelativeToLast[]] = [{ last: 0 }, { last: -1 }, { last: 1 }];

/** The longest transfer that is generated, bytes: five pages and one byte. */
export const LONGEST_TRANSFER = 5 * PAGE_SIZE + 1;

function fill(family: LengthFamily, count: number): [LengthFamily, ...LengthFamily[]] {
  return [family, ...new Array<LengthFamily>(count - 1).fill(family)];
}

/** 1 to 64 bytes. */
function small(parameter: number): number {
  return 1 + parameter;
}

/**
 * The length of a transfer: `slot` is 0 to 31, `parameter` 0 to 63, `lastLength` is the length last written,
 * bytes.
 */
export function lengthOf(slot: number, parameter: number, lastLength: number, swarm: Swarm): LengthSpec {
  switch (pick(FAMILIES, slot)) {
    case 'zero':
      return 0;
    case 'one':
      return 1;
    case 'two':
      return 2;
    case 'thirteen':
      return 13;
    case 'small':
      return small(parameter);
    case 'near':
      return within(lastLength - 1 + (parameter % 3), parameter);
    case 'beyond':
      return within(lastLength + 2 + parameter, parameter);
    case 'relative':
      return swarm.relative ? pick(RELATIVE, parameter) : small(parameter);
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
  return lengthBytes >= 0 && lengthBytes <= LONGEST_TRANSFER ? lengthBytes : small(parameter);
}

/** The bytes a length probably stands for, given the length last written. */
export function lengthBytesOf(length: LengthSpec, lastLength: number): number {
  return typeof length === 'number' ? length : Math.max(0, lastLength + length.last);
}
