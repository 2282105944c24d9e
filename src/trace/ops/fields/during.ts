import {
  type During,
  drawnDuring,
  entryRank,
  entryText,
  failing,
  NOTHING,
  nthOf,
  POINT_NAMES,
  pointOf,
} from '../../during.ts';
import { duringSchema } from '../../during-schema.ts';
import type { Drawing } from '../draw/drawing.ts';
import { quarter } from '../draw/feature.ts';
import { slot } from '../draw/slot.ts';
import { type FieldType, textShown } from '../field-type.ts';
import { compareRanks } from '../rank.ts';

const FAULTY = quarter();
const SLOT = slot(4);

function drawn(drawing: Drawing): During {
  const { profile } = drawing;
  if (!profile.faults || !drawing.uses(FAULTY)) return NOTHING;
  return drawnDuring(drawing.draw(SLOT), profile.poolFaults);
}

/** The list with one entry in the place of another. */
const replaced = (value: During, index: number, entries: During): During =>
  value.toSpliced(index, 1, ...entries);

/** Each entry at other points, and at a passing before, or at each. */
function moved(value: During): During[] {
  return value.flatMap((entry, index) => {
    const nth = nthOf(entry);
    if (nth === null) return POINT_NAMES.map((point) => replaced(value, index, failing(point)));
    const at = (point: (typeof POINT_NAMES)[number], to: number): During => [
      { ...entry, at: { point, nth: to } },
    ];
    const earlier = [...new Set([0, nth >> 1, nth - 1])].filter((to) => to >= 0 && to < nth);
    return [
      replaced(value, index, failing(pointOf(entry))),
      ...POINT_NAMES.map((point) => replaced(value, index, at(point, nth))),
      ...earlier.map((to) => replaced(value, index, at(pointOf(entry), to))),
    ];
  });
}

/** Nothing; without one entry; entries at other points or other passings; and all in the order in which they count. */
function simpler(value: During): readonly During[] {
  if (value.length === 0) return [NOTHING];
  const without = value.length < 2 ? [] : value.map((_, index) => replaced(value, index, NOTHING));
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
  draw: drawn,
  slots: [SLOT],
  features: [FAULTY],
  isSmall: (value) => value.length === 0,
  number: null,
  shown: (value) => textShown(value.length === 0 ? 'none' : value.map(entryText).join(', ')),
};

/** For people; nothing where nothing happens. */
export function duringText(value: During): string[] {
  return value.map((entry) => `fault ${entryText(entry)}`);
}
