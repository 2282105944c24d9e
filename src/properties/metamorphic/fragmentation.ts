import { spanPages } from '../../nt/page.ts';
import { FRAGMENTATIONS } from '../../trace/trace.ts';
import { countTransfers, type Relation } from '../relation.ts';
import { verdictOf } from '../verdict.ts';
import { firstDifference } from './compare-runs.ts';

const PROPERTY = 'metamorphic/fragmentation';
/** The permutation that variants scatter frames by, unlike the one of most traces. */
const FRAME_SEED = 0x2f31d;

/**
 * Which frames stand behind a buffer's pages does not matter. Compared: transfers over at least two pages.
 */
export const fragmentation: Relation = {
  property: PROPERTY,
  variants: (trace) =>
    FRAGMENTATIONS.filter((each) => each !== trace.machine.fragmentation).map((each) => ({
      ...trace,
      machine: { fragmentation: each, frameSeed: each === 'scattered' ? FRAME_SEED : 0 },
    })),
  judge: (base, variant) =>
    verdictOf(
      PROPERTY,
      countTransfers(base, (pageOffset, lengthBytes) => spanPages(pageOffset, lengthBytes) > 1),
      firstDifference(PROPERTY, base, variant, 'all', `with ${variant.trace.machine.fragmentation} frames`),
    ),
};
