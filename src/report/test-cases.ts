import type { Finding } from '../trace/finding/finding.ts';
import type { CampaignResult, PropertyResult } from '../trace/result/result.ts';
import { causesOf, shownInFull } from './causes.ts';
import type { ReportContext } from './context.ts';
import { plainFindingText } from './finding-text.ts';
import { counted } from './format.ts';
import { otherWays, wayText } from './other-ways.ts';
import { incompleteness } from './verdict.ts';

export type Outcome = 'passed' | 'failure' | 'error' | 'skipped';

/** A result's property, or the campaign as a whole, as formats for tests have it. */
export interface TestCase {
  readonly name: string;
  readonly outcome: Outcome;
  /** Why it did not pass. */
  readonly message: string;
  /** Text of the failure, or output of a test that passed. */
  readonly text: string;
  /** Milliseconds. Properties are judged together: the whole campaign's time is that of the last test. */
  readonly elapsedMs: number;
}

/** The test that fails when a campaign did not do what it had to: a reader of tests alone must see it too. */
const COMPLETE = 'campaign/complete';

const OUTCOMES: Readonly<Record<PropertyResult['verdict'], Outcome>> = {
  ok: 'passed',
  finding: 'failure',
  known: 'passed',
  warning: 'passed',
  vacuous: 'error',
  skipped: 'skipped',
};

function findingsText(result: CampaignResult, id: string, context: ReportContext): string {
  const causes = causesOf(result);
  const texts: string[] = [];
  for (const cause of causes) {
    const { finding, index } = cause.simplest;
    if (finding.property !== id) continue;
    const lines = [
      ...plainFindingText(finding, index, result, context),
      ...otherWays(cause, context.tracePaths),
    ];
    texts.push(lines.join('\n'));
  }
  for (const [index, finding] of result.findings.entries()) {
    if (finding.property !== id) continue;
    const full = shownInFull(causes, index);
    if (full !== null && full.property !== id) texts.push(wayText(finding, full, context.tracePaths[index]));
  }
  return texts.join('\n\n');
}

function messageOf({ id, verdict, breaches, note }: PropertyResult, findings: readonly Finding[]): string {
  if (verdict === 'vacuous') return note === '' ? 'compared nothing' : `compared nothing: ${note}`;
  if (verdict === 'skipped') return note;
  const unknown = findings.filter(({ property, known }) => property === id && !known);
  const reasons = [...new Set(unknown.map(({ reason }) => reason))];
  const cases = `in ${counted(breaches, 'case')}`;
  return unknown.length === 0 ? `breached ${cases}` : `${reasons.join('; ')} (${cases})`;
}

function propertyCase(result: CampaignResult, property: PropertyResult, context: ReportContext): TestCase {
  const outcome = OUTCOMES[property.verdict];
  return {
    name: property.id,
    outcome,
    message: outcome === 'passed' ? '' : messageOf(property, result.findings),
    text: findingsText(result, property.id, context),
    elapsedMs: 0,
  };
}

function completeCase(result: CampaignResult): TestCase {
  const message = incompleteness(result);
  return {
    name: COMPLETE,
    outcome: message === null ? 'passed' : 'error',
    message: message ?? '',
    text: '',
    elapsedMs: result.timing?.elapsedMs ?? 0,
  };
}

/** One test for each property, and one for whether the campaign did all it had to. */
export function testCases(result: CampaignResult, context: ReportContext): TestCase[] {
  return [
    ...result.properties.map((property) => propertyCase(result, property, context)),
    completeCase(result),
  ];
}
