import { PAGE_SIZE } from '../../../nt/page.ts';
import { pick, type Table, times } from '../../../trace/ops/draw/table.ts';
import { FIXED_LENGTHS } from '../../../trace/ops/fields/length.ts';

/** Kinds of lengths; `near` and `beyond` are measured by the data probably stored. */
type LengthFamily = 'zero' | 'one' | 'two' | 'thirteen' | 'small' | 'near' | 'beyond' | 'page' | 'pages';

const FAMILIES: Table<LengthFamily> = [
  ...times(2, 'zero'),
  ...times(2, 'one'),
  'two',
  ...times(4, 'thirteen'),
  ...times(6, 'small'),
  ...times(5, 'near'),
  ...times(3, 'beyond'),
  ...times(6, 'page'),
  ...times(3, 'pages'),
];

/** 5,000 is what the text of the article writes: a page and 904 bytes (W3). */
const PAGE: Table<number> = [PAGE_SIZE, PAGE_SIZE - 1, PAGE_SIZE + 1, 5000];
const PAGES: Table<number> = [2 * PAGE_SIZE, 2 * PAGE_SIZE - 1, 2 * PAGE_SIZE + 1];

/** The longest transfer that is generated, bytes. */
const LONGEST_WIN32_TRANSFER = 2 * PAGE_SIZE + 1;

/**
 * The length of a transfer, bytes: `slot` is 0 to 31, `parameter` 0 to 63, `storedBytes` what is probably stored.
 */
export function win32LengthOf(
  slot: number,
  parameter: number,
  storedBytes: number,
  longLengths: boolean,
): number {
  const small = 1 + parameter;
  const within = (length: number): number =>
    length > 0 && length <= LONGEST_WIN32_TRANSFER ? length : small;
  const family = pick(FAMILIES, slot);
  switch (family) {
    case 'zero':
    case 'one':
    case 'two':
    case 'thirteen':
      return FIXED_LENGTHS[family];
    case 'small':
      return small;
    case 'near':
      return within(storedBytes - 1 + (parameter % 3));
    case 'beyond':
      return within(storedBytes + 2 + parameter);
    case 'page':
      return longLengths ? pick(PAGE, parameter) : small;
    case 'pages':
      return longLengths ? pick(PAGES, parameter) : small;
  }
}
