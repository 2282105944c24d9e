import { describe, expect, it } from 'vitest';
import { ctrfReport } from '../../src/report/ctrf.ts';
import type { CampaignResult } from '../../src/trace/result/result.ts';
import { failed, finding, property, result } from './results.ts';

const context = { tracePaths: ['reports/model-status-1.json'], documentation: [] };

interface Report {
  readonly results: {
    readonly summary: Record<string, number>;
    readonly tests: readonly Record<string, unknown>[];
  };
}

const read = (given: CampaignResult) => (JSON.parse(ctrfReport(given, context)) as Report).results;

describe('ctrfReport', () => {
  it('has one test for each property and one for the coverage', () => {
    const { summary, tests } = read(result());
    expect(summary).toEqual({
      tests: 4,
      passed: 3,
      failed: 0,
      skipped: 1,
      pending: 0,
      other: 0,
      suites: 1,
      start: 0,
      stop: 0,
      duration: 0,
    });
    expect(tests.map(({ name, status }) => [name, status])).toEqual([
      ['model/status', 'passed'],
      ['model/data', 'passed'],
      ['model/user-ptr', 'skipped'],
      ['campaign/complete', 'passed'],
    ]);
    expect(tests[0]).toEqual({
      name: 'model/status',
      status: 'passed',
      duration: 0,
      suite: ['article · buffered, direct · seed 1'],
      rawStatus: 'ok',
      extra: { compared: 612_408, unit: 'calls', breaches: 0 },
    });
  });

  it('tells a finding in full', () => {
    const { tests } = read(failed());
    expect(tests[0]).toMatchObject({
      status: 'failed',
      rawStatus: 'finding',
      message: 'STATUS_END_OF_FILE-for-STATUS_SUCCESS (in 1,234 cases)',
      trace: expect.stringContaining('replay: npx irpcheck replay reports/model-status-1.json'),
    });
  });

  it('fails what compared nothing, and a campaign that is not complete', () => {
    const properties = [property({ verdict: 'vacuous' })];
    const { tests } = read(result({ properties, cases: 5, conclusion: 'interrupted' }));
    expect(tests.map(({ status, message }) => [status, message])).toEqual([
      ['failed', 'compared nothing'],
      ['failed', 'interrupted after 5 of 60,000 cases'],
    ]);
  });

  it('passes known findings, with what they are', () => {
    const { tests } = read(
      result({ properties: [property({ verdict: 'known' })], findings: [finding({ known: true })] }),
    );
    expect(tests[0]).toMatchObject({ status: 'passed', rawStatus: 'known', stdout: expect.any(Array) });
  });

  it('tells the time where the result does', () => {
    const timing = { startedAt: '2026-01-31T12:00:00.000Z', elapsedMs: 1500.4, workers: 1, shards: 1 };
    const start = Date.parse(timing.startedAt);
    const { summary, tests } = read(result({ timing }));
    expect(summary).toMatchObject({ start, stop: start + 1500, duration: 1500 });
    expect(tests.map(({ duration }) => duration)).toEqual([0, 0, 0, 1500]);
  });
});
