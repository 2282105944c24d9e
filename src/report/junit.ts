import { printable, printableLines } from '../trace/printable.ts';
import type { CampaignResult } from '../trace/result/result.ts';
import type { ReportContext } from './context.ts';
import { headerText } from './summary.ts';
import { type Outcome, type TestCase, testCases } from './test-cases.ts';
import { type XmlElement, xmlDocument } from './xml.ts';

type Attributes = XmlElement['attributes'];

/** `1.234`; nothing where nobody took the time. */
function timeAttribute({ timing }: CampaignResult, { elapsedMs }: Pick<TestCase, 'elapsedMs'>): Attributes {
  return timing === null ? {} : { time: (elapsedMs / 1000).toFixed(3) };
}

/** What a test says, if anything: its output, or why it did not pass. */
function told({ name, outcome, message, text }: TestCase): XmlElement[] {
  switch (outcome) {
    case 'passed':
      return text === '' ? [] : [{ name: 'system-out', attributes: {}, content: printableLines(text) }];
    case 'skipped':
      return [{ name: outcome, attributes: {}, content: printable(message) }];
    default: {
      const type = outcome === 'failure' ? name : 'coverage';
      return [
        { name: outcome, attributes: { message: printable(message), type }, content: printableLines(text) },
      ];
    }
  }
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
  const classname = `irpcheck.${printable(subject)}`;
  const suite: XmlElement = {
    name: 'testsuite',
    attributes: {
      name: headerText(result),
      ...counts,
      skipped: number('skipped'),
      ...time,
      ...(timing === null ? {} : { timestamp: timing.startedAt }),
    },
    content: cases.map((testCase) => ({
      name: 'testcase',
      attributes: { classname, name: testCase.name, ...timeAttribute(result, testCase) },
      content: told(testCase),
    })),
  };
  return xmlDocument({
    name: 'testsuites',
    attributes: { name: 'irpcheck', ...counts, ...time },
    content: [suite],
  });
}
