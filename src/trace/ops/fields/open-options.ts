import { z } from 'zod';
import { alternatives } from '../../schema-parts.ts';
import type { Drawing } from '../draw/drawing.ts';
import { half } from '../draw/feature.ts';
import { slot } from '../draw/slot.ts';
import { pick, type Table, times } from '../draw/table.ts';
import { type FieldType, textShown } from '../field-type.ts';

/**
 * One of CreateOptions (R7): FILE_WRITE_THROUGH, FILE_NO_INTERMEDIATE_BUFFERING, or FILE_SYNCHRONOUS_IO_ALERT in the
 * place of FILE_SYNCHRONOUS_IO_NONALERT, which an overlapped handle has neither of.
 */
export type OpenOption = 'write-through' | 'no-intermediate-buffering' | 'alertable';

/** Every option, in the order in which they are written. */
const OPEN_OPTIONS = [
  'write-through',
  'no-intermediate-buffering',
  'alertable',
] as const satisfies readonly OpenOption[];

/** Options in their order, each at most once. */
export type OpenOptions = readonly OpenOption[];

const NONE: OpenOptions = [];

const EXPECTED = `expected some of ${alternatives(OPEN_OPTIONS)}, each once, in this order`;

const schema = z
  .array(z.enum(OPEN_OPTIONS, { error: EXPECTED }), { error: EXPECTED })
  .refine((value) => value.every((option, index) => index === 0 || isAfter(option, value[index - 1])), {
    error: EXPECTED,
  })
  .readonly();

function isAfter(option: OpenOption, before: OpenOption | undefined): boolean {
  return before !== undefined && OPEN_OPTIONS.indexOf(option) > OPEN_OPTIONS.indexOf(before);
}

export const OPTIONS = half();
const SLOT = slot(4);

const DRAWN: Table<OpenOptions> = [
  ...times(9, NONE),
  ...times(2, ['write-through'] as const),
  ...times(2, ['alertable'] as const),
  ['no-intermediate-buffering'],
  ['write-through', 'no-intermediate-buffering'],
  [...OPEN_OPTIONS],
];

/** The first handle has the option with which most accesses are refused (R6) less often: the case has to get somewhere. */
const DRAWN_FIRST: Table<OpenOptions> = [
  ...times(11, NONE),
  ...times(2, ['write-through'] as const),
  ...times(2, ['alertable'] as const),
  ['no-intermediate-buffering'],
];

function drawn(drawing: Drawing): OpenOptions {
  if (!drawing.uses(OPTIONS)) return NONE;
  return pick(drawing.openCount === 0 ? DRAWN_FIRST : DRAWN, drawing.draw(SLOT));
}

/** One option less, each in turn. */
function fewer(value: OpenOptions): readonly OpenOptions[] {
  return value.map((left) => value.filter((option) => option !== left));
}

/** One option more, each in turn, without the one with which most accesses are refused (R6). */
function more(value: OpenOptions): readonly OpenOptions[] {
  return OPEN_OPTIONS.filter(
    (option) => option !== 'no-intermediate-buffering' && !value.includes(option),
  ).map((added) => OPEN_OPTIONS.filter((option) => option === added || value.includes(option)));
}

/** The options of an open beside whether it is overlapped. */
export const openOptions: FieldType<OpenOptions> = {
  name: 'options',
  description:
    'CreateOptions beside those of overlapped handles; "alertable" is FILE_SYNCHRONOUS_IO_ALERT, of a handle that is not ' +
    'overlapped.',
  schema,
  canonical: NONE,
  rank: (value) => [value.length, value.map((option) => OPEN_OPTIONS.indexOf(option))],
  simpler: (value) => (value.length === 0 ? [] : [NONE, ...(value.length === 1 ? [] : fewer(value))]),
  // Of the usual open nothing would be learned but that there are others.
  others: (value) => (value.length === 0 ? [] : [...fewer(value), ...more(value)]),
  isOpen: true,
  slots: [SLOT],
  features: [OPTIONS],
  draw: drawn,
  isSmall: (value) => value.length === 0,
  number: null,
  shown: (value) => textShown(value.length === 0 ? 'none' : value.join(', ')),
};
