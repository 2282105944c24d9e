import { VIEWS } from '../../trace/ops/view.ts';
import type { RelationProperty } from '../property.ts';
import { notCompared } from '../skips.ts';
import { verdictOf } from '../verdict.ts';
import { firstDifference } from './compare-runs.ts';
import { VARIANT_EVIDENCE } from './variant-evidence.ts';
import { BUG_CHECK, DECLARED, REASONS } from './wording.ts';

const PROPERTY = 'metamorphic/repeat';

/** The same trace gives the same observations after another restart. Compared: calls. */
export const repeat: RelationProperty = {
  id: PROPERTY,
  views: VIEWS,
  unit: 'calls',
  skipped: (setting) => notCompared(PROPERTY, setting),
  relation: {
    property: PROPERTY,
    variants: (trace) => [trace],
    judge: (base, variant) =>
      verdictOf(
        PROPERTY,
        base.calls.length,
        firstDifference(PROPERTY, base, variant, 'all', 'when repeated'),
      ),
  },
  documentation: {
    summary: 'the same calls give the same answers after a restart',
    demands: 'A driver that is loaded anew answers the same calls the same: nothing outlives a restart.',
    rules: ['R17'],
    sources: ['irpcheck’s own: a finding must show again when its trace is replayed'],
    consequence: 'the same requests give different results after a restart',
    guards: [DECLARED, BUG_CHECK],
    compared: 'calls',
    reasons: REASONS,
    example: null,
  },
  evidence: VARIANT_EVIDENCE,
};
