import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DOCUMENTED_PROPERTIES } from '../../src/properties/registry.ts';
import type { ReportContext } from '../../src/report/context.ts';
import { ctrfReport } from '../../src/report/ctrf.ts';
import { githubReport } from '../../src/report/github.ts';
import { htmlReport } from '../../src/report/html/html.ts';
import { jsonReport } from '../../src/report/json.ts';
import { junitReport } from '../../src/report/junit.ts';
import { markdownReport } from '../../src/report/markdown.ts';
import { sarifReport } from '../../src/report/sarif.ts';
import { textReport } from '../../src/report/text.ts';
import type { CampaignResult } from '../../src/trace/result/result.ts';
import { unsafeIn } from '../trace/printable.setup.ts';
import { arbitraryResult } from './arbitrary-result.ts';

const context = { tracePaths: ['reports/model-status-1.json'], documentation: DOCUMENTED_PROPERTIES };

const FORMS: readonly (readonly [
  form: string,
  report: (result: CampaignResult, at: ReportContext) => string,
])[] = [
  ['text', (result, at) => textReport(result, at, { colour: false })],
  ['JSON', jsonReport],
  ['JUnit', junitReport],
  ['SARIF', sarifReport],
  ['CTRF', ctrfReport],
  ['Markdown', markdownReport],
  ['HTML', htmlReport],
  [
    'GitHub annotations',
    (result, at) => githubReport(result, at).replaceAll(/^::(?:error|warning|notice) title=/gm, ''),
  ],
];

describe('whatever a result holds, nothing in its report commands a terminal or a build service', () => {
  it.each(FORMS)('%s', (_form, report) => {
    fc.assert(
      fc.property(arbitraryResult, (result) => {
        expect(unsafeIn(report(result, context))).toEqual([]);
      }),
      { seed: 3, numRuns: 200 },
    );
  });
});
