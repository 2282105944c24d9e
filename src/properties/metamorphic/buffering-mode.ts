import { MAX_LENGTH } from '../../trace/ops/fields/length.ts';
import type { Op } from '../../trace/ops/index.ts';
import { VIEWS } from '../../trace/ops/view.ts';
import type { Trace } from '../../trace/trace.ts';
import { exampleOf } from '../example.ts';
import type { PropertySetting, RelationProperty } from '../property.ts';
import { countTransfers } from '../relation.ts';
import { notCompared } from '../skips.ts';
import { verdictOf } from '../verdict.ts';
import { firstDifference } from './compare-runs.ts';
import { VARIANT_EVIDENCE } from './variant-evidence.ts';
import { BUG_CHECK, DECLARED, REASONS, TRANSFERRED } from './wording.ts';

const PROPERTY = 'metamorphic/buffering-mode';

/**
 * Buffered or direct does not matter, as long as no fault strikes and no length is beyond memory, which the one fails to copy
 * and the other to describe. Neither mode is left out: the driver is
 * given another buffer there. Compared: transfers of at least one byte.
 */
export const bufferingMode: RelationProperty = {
  id: PROPERTY,
  views: VIEWS,
  unit: 'calls',
  skipped,
  relation: {
    property: PROPERTY,
    variants: (trace) => {
      const { mode } = trace.setting;
      if (mode === 'neither' || hasFault(trace) || trace.ops.some(isBeyondMemory)) return [];
      return [{ ...trace, setting: { ...trace.setting, mode: mode === 'buffered' ? 'direct' : 'buffered' } }];
    },
    judge: (base, variant) =>
      verdictOf(
        PROPERTY,
        countTransfers(base, () => true),
        firstDifference(PROPERTY, base, variant, 'transferred', `in ${variant.trace.setting.mode} mode`),
      ),
  },
  documentation: {
    summary: 'buffered or direct does not matter',
    demands: 'The same calls are answered the same by a buffered device and by a direct one.',
    rules: ['M1', 'M5', 'R33', 'R36', 'R39'],
    sources: ['DOC WDD kernel/methods-for-accessing-data-buffers'],
    consequence: 'switching between buffered and direct I/O changes what callers observe',
    guards: [
      DECLARED,
      BUG_CHECK,
      TRANSFERRED,
      'not in neither mode, and not where a fault is planned or a length is one that no memory has',
    ],
    compared: 'transfers of at least one byte',
    reasons: REASONS,
    example: exampleOf('article-verbatim', 'buffered', 'status', { op: 'write', offset: '1', length: 1 }),
  },
  evidence: VARIANT_EVIDENCE,
};

function skipped(setting: PropertySetting): string | null {
  const reason = notCompared(PROPERTY, setting);
  if (reason !== null) return reason;
  const { subject, modes } = setting;
  if (modes.every((mode) => mode === 'neither')) return 'neither mode has nothing to be compared with';
  const both = subject.modes.includes('buffered') && subject.modes.includes('direct');
  return both ? null : 'the driver does not have both modes';
}

function hasFault({ setting, ops }: Trace): boolean {
  if (setting.load.length > 0 || setting.unload.length > 0) return true;
  return ops.some((op) => 'during' in op && op.during.length > 0);
}

function isBeyondMemory(op: Op): boolean {
  return 'length' in op && typeof op.length === 'number' && op.length > MAX_LENGTH;
}
