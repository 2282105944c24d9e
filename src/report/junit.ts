import { create } from 'xmlbuilder2';
import type { Finding } from '../trace/finding.ts';
import type { CampaignResult, PropertyResult } from '../trace/result.ts';
import { findingText } from './finding-text.ts';
import { counted, printable } from './format.ts';
import { headerText } from './summary.ts';
import { incompleteness } from './verdict.ts';

export interface JUnitOptions {
  /** What an open without a name opens, such as `\??\Example`. */
  readonly openName: string;
  /** The files that hold the findings' traces, in the findings' order; empty where none were written. */
  readonly tracePaths: readonly string[];
  /** The file of the device's model, where one was given. */
  readonly modelPath?: string | undefined;
}

type Outcome = 'passed' | 'failure' | 'error' | 'skipped';

interface TestCase {
  readonly name: string;
  readonly outcome: Outcome;
  readonly message: string;
  /** Text of the failure, or output of a test that passed. */
  readonly text: string;
}

/** The test that fails when a campaign did not do what it had to: a reader of JUnit alone must see it too. */
const COMPLETE = 'campaign/complete';

const OUTCOMES: Readonly<Record<PropertyResult['verdict'], Outcome>> = {
  ok: 'passed',
  finding: 'failure',
  known: 'passed',
  warning: 'passed',
  vacuous: 'error',
  skipped: 'skipped',
};

function findingsText(result: CampaignResult, id: string, options: JUnitOptions): string {
  const { openName, tracePaths, modelPath } = options;
  const texts: string[] = [];
  for (const [index, finding] of result.findings.entries()) {
    if (finding.property !== id) continue;
    const tracePath = tracePaths[index];
    texts.push(findingText(finding, { colour: false, openName, tracePath, modelPath }).join('\n'));
  }
  return texts.join('\n\n');
}

function messageOf({ id, verdict, breaches, note }: PropertyResult, findings: readonly Finding[]): string {
  if (verdict === 'vacuous') return note === '' ? 'compared nothing' : `compared nothing: ${note}`;
  if (verdict === 'skipped') return note;
  const reasons = findings.filter(({ property }) => property === id).map(({ reason }) => reason);
  const cases = `in ${counted(breaches, 'case')}`;
  return reasons.length === 0 ? `breached ${cases}` : `${reasons.join('; ')} (${cases})`;
}

function propertyCase(result: CampaignResult, property: PropertyResult, options: JUnitOptions): TestCase {
  return {
    name: property.id,
    outcome: OUTCOMES[property.verdict],
    message: messageOf(property, result.findings),
    text: findingsText(result, property.id, options),
  };
}

function completeCase(result: CampaignResult): TestCase {
  const message = incompleteness(result);
  return { name: COMPLETE, outcome: message === null ? 'passed' : 'error', message: message ?? '', text: '' };
}

/** The result as JUnit XML: one suite, one test for each property and one for the campaign's coverage. */
export function junitReport(result: CampaignResult, options: JUnitOptions): string {
  const cases = result.properties.map((property) => propertyCase(result, property, options));
  cases.push(completeCase(result));
  const number = (outcome: Outcome): number => cases.filter((test) => test.outcome === outcome).length;
  const counts = {
    tests: cases.length,
    failures: number('failure'),
    errors: number('error'),
    skipped: number('skipped'),
  };
  const document = create({ version: '1.0', encoding: 'UTF-8' });
  const root = document.ele('testsuites', { name: 'irpcheck', ...counts });
  const suite = root.ele('testsuite', { name: headerText(result), ...counts });
  for (const { name, outcome, message, text } of cases) {
    const test = suite.ele('testcase', { classname: `irpcheck.${printable(result.subject)}`, name });
    if (outcome === 'passed') {
      if (text !== '') test.ele('system-out').txt(text);
    } else {
      const child = test.ele(outcome, { message: printable(message) });
      if (outcome !== 'skipped') child.att('type', outcome === 'failure' ? name : 'coverage');
      if (text !== '') child.txt(text);
    }
  }
  return `${document.end({ prettyPrint: true })}\n`;
}
