import {
  changing,
  type During,
  type DuringEntry,
  entryRank,
  entryText,
  failing,
  failingAt,
  happeningText,
  NOTHING,
  nthOf,
  type PointOf,
  pointOf,
  pointsOf,
  RAISED_NAMES,
  raising,
} from '../../during.ts';
import { duringSchema } from '../../during-schema.ts';
import type { Drawing } from '../draw/drawing.ts';
import { quarter } from '../draw/feature.ts';
import { slot } from '../draw/slot.ts';
import { pick, type Table, times } from '../draw/table.ts';
import { type FieldType, textShown } from '../field-type.ts';
import { compareRanks } from '../rank.ts';

const FAULTY = quarter();
const SLOT = slot(6);

/** What strikes a request as a whole is as common as what strikes one of its steps alone. */
const HAPPENINGS: Table<During> = [
  ...times(42, NOTHING),
  ...times(2, failing('pool-allocation')),
  ...times(2, failing('irp-allocation')),
  ...times(2, failing('buffer-allocation')),
  ...times(2, failing('system-mapping')),
  ...[0, 1, 2, 3].map((nth) => failingAt('pool-allocation', nth)),
  ...[0, 1].map((nth) => failingAt('system-mapping', nth)),
  ...RAISED_NAMES.map(raising),
  changing('dispatch', 'unmap'),
  changing('dispatch', 'protect'),
  changing('probe', 'unmap'),
  changing('probe', 'protect'),
];

/** Of requests without a buffer, for which nothing is mapped or locked as a rule. */
const WITHOUT_BUFFER: Table<During> = [
  ...times(46, NOTHING),
  ...times(10, failing('pool-allocation')),
  ...times(2, failing('irp-allocation')),
  ...[0, 1, 2, 3].map((nth) => failingAt('pool-allocation', nth)),
  ...[0, 1].map((nth) => failingAt('system-mapping', nth)),
];

const drawnFrom =
  (table: Table<During>) =>
  (drawing: Drawing): During =>
    drawing.profile.faults && drawing.uses(FAULTY) ? pick(table, drawing.draw(SLOT)) : NOTHING;

/** The list with one entry in the place of another. */
const replaced = (value: During, index: number, ...entries: DuringEntry[]): During =>
  value.toSpliced(index, 1, ...entries);

/** What is done, at each point where it can be, and in each other way; a failure, too, instead of an exception. */
function alternatives(entry: DuringEntry): DuringEntry[] {
  const nth = nthOf(entry);
  const placed = <Name extends PointOf<'fail' | 'raise' | 'unmap'>>(point: Name) =>
    nth === null ? point : { point, nth };
  const failures = (): DuringEntry[] => pointsOf('fail').map((point) => ({ at: placed(point), do: 'fail' }));
  switch (entry.do) {
    case 'fail':
      return failures();
    case 'raise':
      return [...failures(), ...RAISED_NAMES.map((status) => ({ ...entry, status }))];
    case 'unmap':
    case 'protect':
      return (['unmap', 'protect'] as const).flatMap((change) =>
        pointsOf(change).map((point) => ({ at: placed(point), do: change })),
      );
  }
}

/** Each entry at other points, and at a passing before, or at each. */
function moved(value: During): During[] {
  return value.flatMap((entry, index) => {
    const nth = nthOf(entry);
    const others = alternatives(entry).map((other) => replaced(value, index, other));
    if (nth === null) return others;
    const earlier = [...new Set([0, nth >> 1, nth - 1])].filter((to) => to >= 0 && to < nth);
    return [
      replaced(value, index, passing(entry, null)),
      ...others,
      ...earlier.map((to) => replaced(value, index, passing(entry, to))),
    ];
  });
}

/** The entry about one passing alone, or about each. */
function passing(entry: DuringEntry, nth: number | null): DuringEntry {
  const at = nth === null ? pointOf(entry) : { point: pointOf(entry), nth };
  // The point is the entry's own: what is done there can be done.
  return { ...entry, at } as DuringEntry;
}

/** Nothing; without one entry; entries at other points or other passings; and all in the order in which they count. */
function simpler(value: During): readonly During[] {
  if (value.length === 0) return [NOTHING];
  const without = value.length < 2 ? [] : value.map((_, index) => replaced(value, index));
  const sorted =
    value.length < 2
      ? []
      : [value.toSorted((left, right) => compareRanks(entryRank(left), entryRank(right)))];
  return [NOTHING, ...without, ...moved(value), ...sorted];
}

function isSame(left: During, right: During): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

/** Other entries are tried only where the trace has some: they would always change the outcome. */
export const during: FieldType<During> = {
  name: 'fault',
  description:
    'What happens while the operation runs: at which named point what is done. An entry whose point is never passed ' +
    'does nothing.',
  schema: duringSchema,
  canonical: NOTHING,
  rank: (value) => [value.length, ...value.map(entryRank)],
  simpler,
  others: (value) => (value.length === 0 ? [] : simpler(value).filter((each) => !isSame(each, value))),
  isOpen: true,
  draw: drawnFrom(HAPPENINGS),
  slots: [SLOT],
  features: [FAULTY],
  isSmall: (value) => value.length === 0,
  number: null,
  shown: (value) => textShown(value.length === 0 ? 'none' : value.map(entryText).join(', ')),
};

/** Of a request without a buffer. */
export const duringRequest: FieldType<During> = { ...during, draw: drawnFrom(WITHOUT_BUFFER) };

/** For people; nothing where nothing happens. */
export function duringText(value: During): string[] {
  return value.map(happeningText);
}
