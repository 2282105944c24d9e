import { printable, printableLines } from '../trace/printable.ts';
import type { CampaignResult, PropertyResult } from '../trace/result/result.ts';
import type { ReportContext } from './context.ts';
import { headerText } from './summary.ts';
import { type Outcome, type TestCase, testCases } from './test-cases.ts';
import { verdictOf } from './verdict.ts';

const SPEC_VERSION = '0.0.0';

/** What compared nothing has failed: readers let other statuses pass. */
const STATUSES: Readonly<Record<Outcome, 'passed' | 'failed' | 'skipped'>> = {
  passed: 'passed',
  failure: 'failed',
  error: 'failed',
  skipped: 'skipped',
};

/** A JSON object. */
type Fields = Readonly<Record<string, unknown>>;

function testOf(
  { name, outcome, message, text, elapsedMs }: TestCase,
  property: PropertyResult | undefined,
  suite: string,
): Fields {
  return {
    name,
    status: STATUSES[outcome],
    duration: Math.round(elapsedMs),
    suite: [suite],
    ...(outcome === 'passed' ? {} : { message: printable(message) }),
    ...(text === '' ? {} : outcome === 'passed' ? { stdout: text.split('\n') } : { trace: text }),
    ...(property === undefined ? {} : { rawStatus: property.verdict, extra: extraOf(property) }),
  };
}

function extraOf({ compared, unit, breaches }: PropertyResult): Fields {
  return { compared, unit, breaches };
}

/** The result in the Common Test Report Format: one test for each property and one for the campaign's coverage. */
export function ctrfReport(result: CampaignResult, context: ReportContext): string {
  const { properties, timing, version, subject, seed, modes } = result;
  const cases = testCases(result, context);
  const number = (status: string): number =>
    cases.filter(({ outcome }) => STATUSES[outcome] === status).length;
  const start = timing === null ? 0 : Date.parse(timing.startedAt);
  const duration = Math.round(timing?.elapsedMs ?? 0);
  const { exitCode, text } = verdictOf(result);
  const document = {
    reportFormat: 'CTRF',
    specVersion: SPEC_VERSION,
    generatedBy: 'irpcheck',
    ...(timing === null ? {} : { timestamp: timing.startedAt }),
    results: {
      tool: { name: 'irpcheck', version: printable(version) },
      summary: {
        tests: cases.length,
        passed: number('passed'),
        failed: number('failed'),
        skipped: number('skipped'),
        pending: 0,
        other: 0,
        suites: 1,
        start,
        stop: start + duration,
        duration,
      },
      tests: cases.map((test, index) => testOf(test, properties[index], headerText(result))),
      extra: {
        subject: printable(subject),
        seed,
        modes: modes.map(({ mode }) => mode),
        verdict: text,
        exitCode,
      },
    },
  };
  return `${printableLines(JSON.stringify(document, null, 2))}\n`;
}
