import type { BaselineEntry } from '../../trace/baseline.ts';
import { type FindingKey, sameFinding } from '../../trace/finding.ts';
import type { CampaignResult } from '../../trace/result.ts';
import { sameSubject } from '../../trace/subject-name.ts';
import type { BufferingMode } from '../../trace/trace.ts';

/**
 * The entries of a baseline that a campaign has to do with: those of its driver and its modes. A campaign tells
 * findings apart without the mode, and in which of its modes one shows first depends on the seed: so an entry for
 * one of the modes names the finding in any of them, and none in a mode that it was not made for.
 */
export function entriesFor(
  { subject, modes }: CampaignResult,
  baseline: readonly BaselineEntry[],
): BaselineEntry[] {
  const executed: readonly BufferingMode[] = modes.map(({ mode }) => mode);
  return baseline.filter((entry) => sameSubject(entry.subject, subject) && executed.includes(entry.mode));
}

/** Whether one of the entries names a finding. */
export function isNamed(finding: FindingKey, entries: readonly BaselineEntry[]): boolean {
  return entries.some((entry) => sameFinding(entry, finding));
}
