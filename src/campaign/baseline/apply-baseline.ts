import { terminates } from '../../properties/contract/terminates.ts';
import type { BaselineEntry } from '../../trace/finding/baseline.ts';
import type { Finding } from '../../trace/finding/finding.ts';
import type { CampaignResult, KnownFinding, PropertyResult } from '../../trace/result/result.ts';
import type { BufferingMode } from '../../trace/trace.ts';
import { conclude, type Stop } from '../conclude.ts';
import { entriesFor, isNamed, modesIn, naming } from './names.ts';

/** A property of which every error is known does not fail; one with an unknown error, or with none, stays as it is. */
function inView(property: PropertyResult, findings: readonly Finding[]): PropertyResult {
  if (property.verdict !== 'finding') return property;
  const errors = findings.filter(({ property: id, severity }) => id === property.id && severity === 'error');
  if (errors.length === 0 || errors.some(({ known }) => !known)) return property;
  return { ...property, verdict: 'known' };
}

/** The finding as known if one of the entries names it, with the entry's note. */
function inBaseline(finding: Finding, entries: readonly BaselineEntry[]): Finding {
  const entry = naming(finding, entries);
  const known = { ...finding, known: entry !== undefined };
  return entry === undefined || entry.note === '' ? known : { ...known, note: entry.note };
}

/** Without the driver, which is the result's. */
function knownFinding({ property, reason, origin, mode, note }: BaselineEntry): KnownFinding {
  return { property, reason, ...(origin === undefined ? {} : { origin }), mode, note };
}

/**
 * Whether what a campaign did not find is not there. One that ended early, covered too little, or left out what the
 * driver does not come back from, may just not have got to it.
 */
function isConclusive(result: CampaignResult): boolean {
  if (result.findings.some(({ property }) => property === terminates.id)) return false;
  return conclude({ ...result, findings: [] }) === 'conforms';
}

/** Entries that name none of the findings of a conclusive campaign, though it judged their properties. */
export function fixedEntries(result: CampaignResult, baseline: readonly BaselineEntry[]): BaselineEntry[] {
  if (!isConclusive(result)) return [];
  const judged = new Set(result.properties.filter(({ compared }) => compared > 0).map(({ id }) => id));
  return entriesFor(result, baseline).filter(
    (entry) => judged.has(entry.property) && !result.findings.some((finding) => isNamed(finding, [entry])),
  );
}

/**
 * The result in view of a baseline: the findings that it names are known and fail nothing, and what else it names
 * for this driver and these modes is fixed.
 *
 * @param stop what it is called that not all of the cases were executed
 * @param modes of the driver that are checked, where each has a campaign of its own: entries for any of them name
 * findings, and those for the campaign's own may be fixed
 */
export function applyBaseline(
  result: CampaignResult,
  baseline: readonly BaselineEntry[],
  stop: Stop = 'interrupted',
  modes: readonly BufferingMode[] = modesIn(result),
): CampaignResult {
  const entries = entriesFor(result, baseline, modes);
  const findings = result.findings.map((finding) => inBaseline(finding, entries));
  const properties = result.properties.map((property) => inView(property, findings));
  const fixed = fixedEntries(result, baseline).map(knownFinding);
  const applied: CampaignResult = {
    ...result,
    findings,
    properties,
    baseline: { known: findings.filter(({ known }) => known).length, fixed },
  };
  // What ended a campaign early it still says, unless it found errors.
  if (result.conclusion !== 'findings') return applied;
  return { ...applied, conclusion: conclude(applied, stop) };
}
