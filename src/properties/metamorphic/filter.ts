import { USUAL_CONDITIONS } from '../../trace/conditions.ts';
import type { Relation } from '../relation.ts';
import { verdictOf } from '../verdict.ts';
import { firstDifference } from './compare-runs.ts';

const PROPERTY = 'metamorphic/filter';

/**
 * A filter above the device that only passes IRPs on does not matter, whether it skips its stack location or copies it
 * (R33, R58, R59b). Compared: IRPs that reached the driver through one.
 */
export const filter: Relation = {
  property: PROPERTY,
  variants: (trace) => [trace],
  conditions: [
    { ...USUAL_CONDITIONS, filter: 'skip' },
    { ...USUAL_CONDITIONS, filter: 'copy' },
  ],
  judge: (base, variant) =>
    verdictOf(
      PROPERTY,
      variant.irps.filter(({ level }) => level > 0).length,
      firstDifference(PROPERTY, base, variant, 'all', 'below a filter that passes every IRP on'),
    ),
};
