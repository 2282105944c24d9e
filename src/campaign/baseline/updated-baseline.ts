import type { BaselineEntry } from '../../trace/finding/baseline.ts';
import type { CampaignResult } from '../../trace/result/result.ts';
import { fixedEntries } from './apply-baseline.ts';
import { entriesFor, isNamed } from './names.ts';

/** A baseline that was brought up to date, and what changed. */
export interface UpdatedBaseline {
  readonly findings: readonly BaselineEntry[];
  readonly added: number;
  readonly removed: number;
}

/**
 * A baseline that names every error of a result. Entries that are still found stay as they are, with their notes;
 * those that are fixed go; those of other drivers and modes are left alone.
 */
export function updatedBaseline(result: CampaignResult, old: readonly BaselineEntry[]): UpdatedBaseline {
  const fixed = new Set(fixedEntries(result, old));
  const entries = entriesFor(result, old);
  const added = result.findings
    .filter((finding) => finding.severity === 'error' && !isNamed(finding, entries))
    .map(({ property, reason, origin, trace }): BaselineEntry => {
      const { mode } = trace.setting;
      const known = origin === undefined ? {} : { origin };
      return { subject: result.subject, mode, property, reason, ...known, note: '' };
    });
  return {
    findings: [...old.filter((entry) => !fixed.has(entry)), ...added],
    added: added.length,
    removed: fixed.size,
  };
}
