import { expect, it } from 'vitest';
import * as irpcheck from '../src/index.ts';
import * as model from '../src/model.ts';

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

it('irpcheck/model: a user’s own model judges a driver', async () => {
  /** A device that refuses every transfer. */
  const refusing: model.DeviceModel<null> = {
    name: 'refusing',
    arms: ['refused'],
    initial: () => null,
    read: () => [outcome],
    write: () => [outcome],
  };
  const outcome: model.DeviceOutcome<null> = {
    arm: 'refused',
    status: model.STATUS_INVALID_DEVICE_REQUEST,
    information: 0,
    data: new Uint8Array(0),
    next: null,
  };
  const subject = { ...irpcheck.findSubject('article'), model: refusing };
  const { findings } = await irpcheck.runCampaign({ subject, modes: ['direct'], cases: 10, seed: 1 });
  expect(findings.map(({ reason }) => reason)).toContain('STATUS_SUCCESS-for-STATUS_INVALID_DEVICE_REQUEST');
});
