import type { JudgedBreach } from '../../trace/finding/finding.ts';
import { VIEWS } from '../../trace/ops/view.ts';
import type { Run } from '../../trace/run/run.ts';
import { FILTERS } from '../../trace/setting.ts';
import type { RelationProperty } from '../property.ts';
import { notCompared } from '../skips.ts';
import { breachOf, verdictOf } from '../verdict.ts';
import { atAnswer } from '../where.ts';
import { firstDifference, stopsAlone } from './compare-runs.ts';
import { VARIANT_EVIDENCE } from './variant-evidence.ts';
import { DECLARED, REASONS } from './wording.ts';

const PROPERTY = 'metamorphic/filter';
const HOW = 'below a filter that passes every IRP on';

/**
 * A filter above the device that only passes IRPs on does not matter, whether it skips its stack location or copies it
 * (R33, R58, R59b). Compared: IRPs that reached the driver through one.
 */
export const filter: RelationProperty = {
  id: PROPERTY,
  views: VIEWS,
  unit: 'IRPs',
  skipped: (setting) => notCompared(PROPERTY, setting),
  relation: {
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
  },
  documentation: {
    summary: 'a filter above the device that passes IRPs on does not matter',
    demands:
      'The same calls are answered the same below a filter, whether it skips its stack location or copies it.',
    rules: ['R33', 'R58', 'R59b'],
    sources: ['DOC DDI IoAttachDeviceToDeviceStack, IoSkipCurrentIrpStackLocation'],
    consequence: 'the device works differently once a filter driver stands above it',
    guards: [DECLARED, 'the filter copies the device’s buffering flags (R33)'],
    compared: 'IRPs that reached the driver through a filter',
    reasons: REASONS,
    example: null,
  },
  evidence: VARIANT_EVIDENCE,
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
