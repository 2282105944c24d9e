import { accepts, type BaselineEntry } from '../../trace/finding/baseline.ts';
import type { Finding } from '../../trace/finding/finding.ts';
import type { CampaignResult } from '../../trace/result/result.ts';
import { sameSubject } from '../../trace/subject-name.ts';
import type { BufferingMode } from '../../trace/trace.ts';

/** The modes that a campaign executes. */
export function modesIn({ modes }: CampaignResult): BufferingMode[] {
  return modes.map(({ mode }) => mode);
}

/**
 * The entries of a baseline that a campaign has to do with: those of its driver and its modes. A campaign tells
 * findings apart without the mode, and in which of its modes one shows first depends on the seed: so an entry for
 * one of the modes names the finding in any of them, and none in a mode that it was not made for.
 *
 * @param modes of the driver that are checked, where each has a campaign of its own
 */
export function entriesFor(
  result: CampaignResult,
  baseline: readonly BaselineEntry[],
  modes: readonly BufferingMode[] = modesIn(result),
): BaselineEntry[] {
  return entriesOf(result.subject, modes, baseline);
}

/** The entries of a baseline for a driver in any of some modes. */
export function entriesOf(
  subject: string,
  modes: readonly BufferingMode[],
  baseline: readonly BaselineEntry[],
): BaselineEntry[] {
  return baseline.filter((entry) => sameSubject(entry.subject, subject) && modes.includes(entry.mode));
}

/** The entry that accepts a finding, if one does: the first with a note, where several do. */
export function naming(finding: Finding, entries: readonly BaselineEntry[]): BaselineEntry | undefined {
  const all = entries.filter((entry) => accepts(entry, finding));
  return all.find(({ note }) => note !== '') ?? all[0];
}

/**
 * Whether entries accept a finding by its shape, so that another shape is not accepted. One without a trace accepts
 * whatever has its property, reason and origin.
 */
export function isNamedByShape(finding: Finding, entries: readonly BaselineEntry[]): boolean {
  const all = entries.filter((entry) => accepts(entry, finding));
  return all.length > 0 && all.every(({ shown }) => shown !== null);
}

/** Whether one of the entries accepts a finding. */
export function isNamed(finding: Finding, entries: readonly BaselineEntry[]): boolean {
  return naming(finding, entries) !== undefined;
}
