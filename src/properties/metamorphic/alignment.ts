import { PAGE_MASK } from '../../nt/page.ts';
import { countsPassings, countTransfers, mapTransfers, type Relation } from '../relation.ts';
import { verdictOf } from '../verdict.ts';
import { firstDifference } from './compare-runs.ts';

const PROPERTY = 'metamorphic/alignment';
/** By how many bytes variants move every buffer within its page. */
const SHIFTS = [1, 16, 2048, 4095];

/** Where in its page a buffer begins does not matter. Compared: transfers of at least one byte. */
export const alignment: Relation = {
  property: PROPERTY,
  variants: (trace) =>
    countsPassings(trace)
      ? []
      : SHIFTS.map((shift) => mapTransfers(trace, (before) => (before + shift) & PAGE_MASK)),
  judge: (base, variant) =>
    verdictOf(
      PROPERTY,
      countTransfers(base, () => true),
      firstDifference(PROPERTY, base, variant, 'transferred', 'with every buffer moved within its page'),
    ),
};
