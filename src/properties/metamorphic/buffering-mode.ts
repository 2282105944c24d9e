import type { Trace } from '../../trace/trace.ts';
import { countTransfers, type Relation } from '../relation.ts';
import { verdictOf } from '../verdict.ts';
import { firstDifference } from './compare-runs.ts';

const PROPERTY = 'metamorphic/buffering-mode';

/**
 * Buffered or direct does not matter, as long as no fault strikes. Neither mode is left out: the driver is
 * given another buffer there. Compared: transfers of at least one byte.
 */
export const bufferingMode: Relation = {
  property: PROPERTY,
  variants: (trace) => {
    const { mode } = trace.setting;
    if (mode === 'neither' || hasFault(trace)) return [];
    return [{ ...trace, setting: { ...trace.setting, mode: mode === 'buffered' ? 'direct' : 'buffered' } }];
  },
  judge: (base, variant) =>
    verdictOf(
      PROPERTY,
      countTransfers(base, () => true),
      firstDifference(PROPERTY, base, variant, 'transferred', `in ${variant.trace.setting.mode} mode`),
    ),
};

function hasFault({ setting, ops }: Trace): boolean {
  if (setting.load.length > 0 || setting.unload.length > 0) return true;
  return ops.some((op) => (op.op === 'read' || op.op === 'write') && op.during.length > 0);
}
