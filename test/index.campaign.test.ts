import { expect, it } from 'vitest';
import * as irpcheck from '../src/index.ts';

it('irpcheck: from a campaign through a trace in JSON to the same breach, by its exports alone', async () => {
  const subject = irpcheck.findSubject('article-verbatim');
  const result = await irpcheck.runCampaign({ subject, modes: ['direct'], cases: 2, seed: 3 });
  const [finding] = result.findings;
  if (finding === undefined) throw new Error('no finding');
  const { trace } = irpcheck.parseTrace(irpcheck.formatTrace(finding.trace));
  const { breaches } = irpcheck.replay(trace, subject);
  const { property, reason } = finding;
  expect(breaches).toContainEqual(expect.objectContaining({ property, reason }));
  const runner = new irpcheck.CaseRunner(subject);
  const minimized = irpcheck.minimize(trace, (candidate) => runner.breachWith(candidate, finding) !== null);
  expect(minimized.trace).toEqual(trace);
  const context = { tracePaths: [], documentation: irpcheck.DOCUMENTED_PROPERTIES };
  expect(irpcheck.textReport(result, context, { colour: false })).toContain(property);
  const { junitReport, sarifReport, ctrfReport, githubReport, markdownReport, htmlReport } = irpcheck;
  for (const reporter of [junitReport, sarifReport, ctrfReport, githubReport, markdownReport, htmlReport]) {
    expect(reporter(result, context)).toContain(property);
  }
  expect(irpcheck.parseResult(irpcheck.jsonReport(result))).toEqual(result);
});
