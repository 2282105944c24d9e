import type { JudgedBreach } from '../../trace/finding.ts';
import type { Run } from '../../trace/run/run.ts';
import { FILTERS } from '../../trace/setting.ts';
import type { Relation } from '../relation.ts';
import { breachOf, verdictOf } from '../verdict.ts';
import { atAnswer } from '../where.ts';
import { firstDifference, stopsAlone } from './compare-runs.ts';

const PROPERTY = 'metamorphic/filter';
const HOW = 'below a filter that passes every IRP on';

/**
 * A filter above the device that only passes IRPs on does not matter, whether it skips its stack location or copies it
 * (R33, R58, R59b). Compared: IRPs that reached the driver through one.
 */
export const filter: Relation = {
  property: PROPERTY,
  variants: (trace) =>
    trace.setting.stack.length > 0
      ? []
      : FILTERS.map((each) => ({ ...trace, setting: { ...trace.setting, stack: [each] } })),
  judge: (base, variant) =>
    verdictOf(
      PROPERTY,
      variant.requests.filter(({ level }) => level > 0).length,
      firstDifference(PROPERTY, base, variant, 'all', HOW) ?? stopped(base, variant),
    ),
};

/** What stops the machine below a filter alone is named here: the contract is judged without one. */
function stopped(base: Run, variant: Run): JudgedBreach | null {
  const bugCheck = stopsAlone(base, variant);
  if (bugCheck === null) return null;
  return breachOf(
    PROPERTY,
    'ending',
    atAnswer(base, bugCheck.op),
    'the machine goes on',
    `${bugCheck.reason} ${HOW}`,
  );
}
