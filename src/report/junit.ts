import { create } from 'xmlbuilder2';
import type { CampaignResult } from '../trace/result.ts';
import type { ReportContext } from './context.ts';
import { printable } from './format.ts';
import { headerText } from './summary.ts';
import { type Outcome, type TestCase, testCases } from './test-cases.ts';

type Attributes = Readonly<Record<string, string | number>>;

/** `1.234`; nothing where nobody took the time. */
function timeAttribute({ timing }: CampaignResult, { elapsedMs }: Pick<TestCase, 'elapsedMs'>): Attributes {
  return timing === null ? {} : { time: (elapsedMs / 1000).toFixed(3) };
}

/** Lines of text that XML can hold. */
function xmlText(text: string): string {
  return text.split('\n').map(printable).join('\n');
}

/**
 * The result as JUnit XML: one suite, one test for each property and one for the campaign's coverage. Valid by the
 * schema of Jenkins, which knows no attributes of `skipped`.
 */
export function junitReport(result: CampaignResult, context: ReportContext): string {
  const { subject, timing } = result;
  const cases = testCases(result, context);
  const number = (outcome: Outcome): number => cases.filter((test) => test.outcome === outcome).length;
  const counts = { tests: cases.length, failures: number('failure'), errors: number('error') };
  const time = timeAttribute(result, { elapsedMs: timing?.elapsedMs ?? 0 });
  const document = create({ version: '1.0', encoding: 'UTF-8' });
  const root = document.ele('testsuites', { name: 'irpcheck', ...counts, ...time });
  const suite = root.ele('testsuite', {
    name: headerText(result),
    ...counts,
    skipped: number('skipped'),
    ...time,
    ...(timing === null ? {} : { timestamp: timing.startedAt }),
  });
  for (const testCase of cases) {
    const { name, outcome, message, text } = testCase;
    const classname = `irpcheck.${printable(subject)}`;
    const test = suite.ele('testcase', { classname, name, ...timeAttribute(result, testCase) });
    if (outcome === 'passed') {
      if (text !== '') test.ele('system-out').txt(xmlText(text));
    } else if (outcome === 'skipped') test.ele('skipped').txt(printable(message));
    else {
      const type = outcome === 'failure' ? name : 'coverage';
      const child = test.ele(outcome, { message: printable(message), type });
      if (text !== '') child.txt(xmlText(text));
    }
  }
  return `${document.end({ prettyPrint: true })}\n`;
}
