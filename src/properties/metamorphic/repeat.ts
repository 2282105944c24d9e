import type { Relation } from '../relation.ts';
import { verdictOf } from '../verdict.ts';
import { firstDifference } from './compare-runs.ts';

const PROPERTY = 'metamorphic/repeat';

/** The same trace gives the same observations after another restart. Compared: calls. */
export const repeat: Relation = {
  property: PROPERTY,
  variants: (trace) => [trace],
  judge: (base, variant) =>
    verdictOf(PROPERTY, base.calls.length, firstDifference(PROPERTY, base, variant, 'all', 'when repeated')),
};
