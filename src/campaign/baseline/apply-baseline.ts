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

/** The finding as known if one of the entries accepts it, with the entry's note. */
function inBaseline(finding: Finding, entries: readonly BaselineEntry[]): Finding {
  const entry = naming(finding, entries);
  const known = { ...finding, known: entry !== undefined };
  return entry === undefined || entry.note === '' ? known : { ...known, note: entry.note };
}

/** What is new is never told as one more way of what is accepted: its cause is another one, or it would be accepted. */
function apart(
  causes: CampaignResult['causes'],
  findings: readonly Finding[],
): Pick<CampaignResult, 'causes'> {
  if (causes === undefined) return {};
  const parts = causes.flatMap((places) =>
    [false, true].map((known) => places.filter((place) => findings[place]?.known === known)),
  );
  const ordered = parts.filter(({ length }) => length > 0).sort(([left = 0], [right = 0]) => left - right);
  return { causes: ordered };
}

/** Without the driver, which is the result's. */
function knownFinding({ property, reason, origin, mode, note }: BaselineEntry): KnownFinding {
  return { property, reason, ...(origin === undefined ? {} : { origin }), mode, note };
}

/**
 * Entries for a campaign's driver and modes that accept none of its findings. They may be fixed, or its cases just did
 * not come upon them: their own traces tell.
 */
export function unfoundEntries(result: CampaignResult, baseline: readonly BaselineEntry[]): BaselineEntry[] {
  return entriesFor(result, baseline).filter(
    (entry) => !result.findings.some((finding) => isNamed(finding, [entry])),
  );
}

/** How a result is seen in view of a baseline. */
export interface View {
  /** Entries whose own traces do not show them any more; none unless they were executed. */
  readonly fixed?: readonly BaselineEntry[];
  /** What it is called that not all of the cases were executed. */
  readonly stop?: Stop;
  /** Modes of the driver that are checked, where each has a campaign of its own: entries for any of them are meant. */
  readonly modes?: readonly BufferingMode[];
}

/**
 * The result in view of a baseline: the findings that it accepts are known and fail nothing, and what is fixed of it is
 * told.
 */
export function applyBaseline(
  result: CampaignResult,
  baseline: readonly BaselineEntry[],
  { fixed = [], stop = 'interrupted', modes = modesIn(result) }: View = {},
): CampaignResult {
  const entries = entriesFor(result, baseline, modes);
  const findings = result.findings.map((finding) => inBaseline(finding, entries));
  const properties = result.properties.map((property) => inView(property, findings));
  const applied: CampaignResult = {
    ...result,
    findings,
    ...apart(result.causes, findings),
    properties,
    baseline: {
      known: findings.filter(({ known }) => known).length,
      fixed: fixed.map(knownFinding),
    },
  };
  // What ended a campaign early it still says, unless it found errors.
  if (result.conclusion !== 'findings') return applied;
  return { ...applied, conclusion: conclude(applied, stop) };
}
