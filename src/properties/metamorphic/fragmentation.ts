import { spanPages } from '../../nt/page.ts';
import type { Op } from '../../trace/ops/index.ts';
import { VIEWS } from '../../trace/ops/view.ts';
import { FRAGMENTATIONS, type Trace } from '../../trace/trace.ts';
import type { RelationProperty } from '../property.ts';
import { countsPassings, countTransfers } from '../relation.ts';
import { notCompared } from '../skips.ts';
import { verdictOf } from '../verdict.ts';
import { firstDifference } from './compare-runs.ts';
import { VARIANT_EVIDENCE } from './variant-evidence.ts';
import { BUG_CHECK, DECLARED, REASONS } from './wording.ts';

const PROPERTY = 'metamorphic/fragmentation';
/** The permutation that variants scatter frames by, unlike the one of most traces. */
const FRAME_SEED = 0x2f31d;

/**
 * Which frames stand behind a buffer's pages does not matter. Compared: transfers over at least two pages.
 */
export const fragmentation: RelationProperty = {
  id: PROPERTY,
  views: VIEWS,
  unit: 'calls',
  skipped: (setting) => notCompared(PROPERTY, setting),
  relation: {
    property: PROPERTY,
    variants: (trace) => (trace.ops.some(maySpanPages) && !countsPassings(trace) ? otherFrames(trace) : []),
    judge: (base, variant) =>
      verdictOf(
        PROPERTY,
        countTransfers(base, (pageOffset, lengthBytes) => spanPages(pageOffset, lengthBytes) > 1),
        firstDifference(
          PROPERTY,
          base,
          variant,
          'all',
          `with ${variant.trace.setting.machine.fragmentation} frames`,
        ),
      ),
  },
  documentation: {
    summary: 'which frames stand behind a buffer does not matter',
    demands:
      'The same calls are answered the same whether a buffer’s frames are contiguous, reversed or scattered.',
    rules: ['R67', 'R74'],
    sources: ['DOC WDD kernel/using-mdls'],
    consequence: 'the result depends on which physical pages the caller happens to have',
    guards: [DECLARED, BUG_CHECK],
    compared: 'transfers over at least two pages',
    reasons: REASONS,
    example: null,
  },
  evidence: VARIANT_EVIDENCE,
};

/** Frames of one page have no order. A length relative to another one may be any. */
function maySpanPages(op: Op): boolean {
  if (op.op !== 'read' && op.op !== 'write') return false;
  return typeof op.length !== 'number' || spanPages(op.buffer.pageOffset, op.length) > 1;
}

function otherFrames(trace: Trace): Trace[] {
  return FRAGMENTATIONS.filter((each) => each !== trace.setting.machine.fragmentation).map((each) => ({
    ...trace,
    setting: {
      ...trace.setting,
      machine: { fragmentation: each, frameSeed: each === 'scattered' ? FRAME_SEED : 0 },
    },
  }));
}
