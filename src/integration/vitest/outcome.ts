import { findingText } from '../../report/finding-text.ts';
import { fixedLines } from '../../report/fixed.ts';
import { counted } from '../../report/format.ts';
import { incompleteness } from '../../report/verdict.ts';
import { printable } from '../../trace/printable.ts';
import type { CampaignResult, PropertyResult } from '../../trace/result/result.ts';

/** What becomes of one test. */
export type Outcome =
  /** `text` is worth telling all the same, such as a warning; empty where nothing is. */
  | { readonly kind: 'passed'; readonly text: string }
  | { readonly kind: 'skipped'; readonly text: string }
  | { readonly kind: 'failed'; readonly text: string };

/** A campaign that has ended, with the files it left. */
export interface EndedCampaign {
  readonly result: CampaignResult;
  /** The files that hold the findings' traces, in the findings' order. */
  readonly tracePaths: readonly string[];
  /** What there is to tell of the campaign besides, one line each. */
  readonly notes: readonly string[];
  /** What the driver threw outside of its routines. */
  readonly strays: readonly string[];
}

/** The name of the test that fails when a campaign did not do what it had to, as in JUnit reports. */
export const COMPLETE = 'campaign/complete';

/** The reports of a property's findings, as the command line prints them. */
function findingsText({ result, tracePaths }: EndedCampaign, id: string): string {
  const { openName } = result;
  const texts: string[] = [];
  for (const [index, finding] of result.findings.entries()) {
    if (finding.property !== id) continue;
    const shown = { colour: false, openName, tracePath: tracePaths[index] };
    texts.push(findingText(finding, shown).join('\n'));
  }
  return texts.join('\n\n');
}

function failureText({ id, breaches, note }: PropertyResult, findings: string): string {
  const more = note === '' ? '' : ` (${printable(note)})`;
  return findings === '' ? `${id} was breached in ${counted(breaches, 'case')}${more}` : findings;
}

/** What became of a property. A property that applied and compared nothing fails: it is not known to hold. */
export function outcomeOf(campaign: EndedCampaign, id: string): Outcome {
  const property = campaign.result.properties.find((each) => each.id === id);
  if (property === undefined) return { kind: 'failed', text: `${id} was not judged` };
  const { verdict, note } = property;
  const findings = findingsText(campaign, id);
  switch (verdict) {
    case 'ok':
    case 'known':
    case 'warning':
      return { kind: 'passed', text: findings };
    case 'skipped':
      return { kind: 'skipped', text: printable(note) };
    case 'vacuous':
      return { kind: 'failed', text: `${id} compared nothing${note === '' ? '' : `: ${printable(note)}`}` };
    case 'finding':
      return { kind: 'failed', text: failureText(property, findings) };
  }
}

/**
 * What became of the campaign as a whole: it fails when it was cut short, or covered too little. Its text also tells
 * what of the baseline is fixed and what the corpus was given.
 */
export function completeOutcome({ result, notes, strays }: EndedCampaign): Outcome {
  const missing = incompleteness(result) ?? strayText(strays);
  const told = [...fixedLines(result), ...notes];
  return missing === null
    ? { kind: 'passed', text: told.join('\n') }
    : { kind: 'failed', text: [missing, ...told].join('\n') };
}

/** What is thrown outside of the driver's routines is in no case, so that it is not known to conform. */
function strayText(strays: readonly string[]): string | null {
  if (strays.length === 0) return null;
  return [
    'outside of its routines, the driver threw',
    ...strays.map((thrown) => `  ${printable(thrown)}`),
  ].join('\n');
}
