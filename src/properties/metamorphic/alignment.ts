import { PAGE_MASK } from '../../nt/page.ts';
import { VIEWS } from '../../trace/ops/view.ts';
import type { Trace } from '../../trace/trace.ts';
import { exampleOf } from '../example.ts';
import type { RelationProperty } from '../property.ts';
import { countsPassings, countTransfers, mapTransfers } from '../relation.ts';
import { notCompared } from '../skips.ts';
import { verdictOf } from '../verdict.ts';
import { firstDifference } from './compare-runs.ts';
import { VARIANT_EVIDENCE } from './variant-evidence.ts';
import { BUG_CHECK, DECLARED, REASONS, TRANSFERRED } from './wording.ts';

const PROPERTY = 'metamorphic/alignment';
/** By how many bytes variants move every buffer within its page. */
const SHIFTS = [1, 16, 2048, 4095];

/** Whether a handle is opened of which the I/O manager asks that buffers are aligned (R31). */
function asksForAlignment({ ops }: Trace): boolean {
  return ops.some((op) => op.op === 'open' && op.options.includes('no-intermediate-buffering'));
}

/** Where in its page a buffer begins does not matter. Compared: transfers of at least one byte. */
export const alignment: RelationProperty = {
  id: PROPERTY,
  views: VIEWS,
  unit: 'calls',
  skipped: (setting) => notCompared(PROPERTY, setting),
  relation: {
    property: PROPERTY,
    variants: (trace) =>
      countsPassings(trace) || asksForAlignment(trace)
        ? []
        : SHIFTS.map((shift) => mapTransfers(trace, (before) => (before + shift) & PAGE_MASK)),
    judge: (base, variant) =>
      verdictOf(
        PROPERTY,
        countTransfers(base, () => true),
        firstDifference(PROPERTY, base, variant, 'transferred', 'with every buffer moved within its page'),
      ),
  },
  documentation: {
    summary: 'where in its page a buffer begins does not matter',
    demands: 'The same calls are answered the same when every buffer is moved within its page.',
    rules: ['R31', 'R75', 'R81'],
    sources: ['DOC DDI MmGetMdlByteOffset', 'DOC WDD kernel/errors-in-direct-i-o'],
    consequence: 'the result depends on where in its page the caller’s buffer begins',
    guards: [
      DECLARED,
      BUG_CHECK,
      TRANSFERRED,
      'not where a handle is opened without intermediate buffering: its buffers must be aligned',
    ],
    compared: 'transfers of at least one byte',
    reasons: REASONS,
    example: exampleOf('article-verbatim', 'direct', 'status', { op: 'write', length: 1 }),
  },
  evidence: VARIANT_EVIDENCE,
};
