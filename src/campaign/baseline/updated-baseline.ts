import type { BaselineEntry } from '../../trace/finding/baseline.ts';
import type { Finding } from '../../trace/finding/finding.ts';
import type { CampaignResult } from '../../trace/result/result.ts';
import { entriesFor, isNamed, naming } from './names.ts';

/** A baseline that was brought up to date, and what changed. */
export interface UpdatedBaseline {
  readonly findings: readonly BaselineEntry[];
  readonly added: number;
  /** Entries that had no trace, or none that was minimal, and have one now. */
  readonly completed: number;
  readonly removed: readonly BaselineEntry[];
}

function entryOf(
  { property, reason, origin, trace, op, minimization }: Finding,
  subject: string,
): BaselineEntry {
  return {
    subject,
    mode: trace.setting.mode,
    property,
    reason,
    ...(origin === undefined ? {} : { origin }),
    note: '',
    shown: { trace: { ...trace, seed: null }, op, minimization },
  };
}

/**
 * A baseline that accepts every error of a result. Entries stay as they are, with their notes; those that are fixed go.
 * One that has no trace, or a trace that was not minimal, is given that of the finding that it accepts.
 *
 * @param fixed entries whose own traces do not show them any more
 */
export function updatedBaseline(
  result: CampaignResult,
  old: readonly BaselineEntry[],
  fixed: readonly BaselineEntry[],
): UpdatedBaseline {
  const entries = entriesFor(result, old).filter((entry) => !fixed.includes(entry));
  const errors = result.findings.filter(({ severity }) => severity === 'error');
  const given = new Map<BaselineEntry, BaselineEntry>();
  for (const finding of errors) {
    const entry = naming(finding, entries);
    if (entry === undefined || entry.shown?.minimization === 'complete' || given.has(entry)) continue;
    if (entry.shown !== null && finding.minimization !== 'complete') continue;
    const { mode, shown } = entryOf(finding, entry.subject);
    given.set(entry, { ...entry, mode, shown });
  }
  // An entry without a trace accepts more than the trace that it is given.
  const current = entries.map((entry) => given.get(entry) ?? entry);
  const added = errors
    .filter((finding) => !isNamed(finding, current))
    .map((finding) => entryOf(finding, result.subject));
  const kept = old.filter((entry) => !fixed.includes(entry)).map((entry) => given.get(entry) ?? entry);
  return { findings: [...kept, ...added], added: added.length, completed: given.size, removed: fixed };
}
