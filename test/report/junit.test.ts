import { describe, expect, it } from 'vitest';
import { junitReport } from '../../src/report/junit.ts';
import { failed, finding, property, result } from './results.ts';
import { junitProblems } from './validators.ts';

const options = { tracePaths: ['reports/model-status-1.json'], documentation: [] };

describe('junitReport', () => {
  it('has one suite, one test for each property and one for the coverage', () => {
    expect(junitReport(result(), options)).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="irpcheck" tests="4" failures="0" errors="0">
        <testsuite name="article · buffered, direct · seed 1" tests="4" failures="0" errors="0" skipped="1">
          <testcase classname="irpcheck.article" name="model/status"/>
          <testcase classname="irpcheck.article" name="model/data"/>
          <testcase classname="irpcheck.article" name="model/user-ptr">
            <skipped>no T</skipped>
          </testcase>
          <testcase classname="irpcheck.article" name="campaign/complete"/>
        </testsuite>
      </testsuites>
      "
    `);
  });

  it('tells findings in full', () => {
    expect(junitReport(failed(), options)).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="irpcheck" tests="2" failures="1" errors="0">
        <testsuite name="article-verbatim · buffered, direct · seed 1" tests="2" failures="1" errors="0" skipped="0">
          <testcase classname="irpcheck.article-verbatim" name="model/status">
            <failure message="STATUS_END_OF_FILE-for-STATUS_SUCCESS (in 1,234 cases)" type="model/status">FINDING model/status  STATUS_END_OF_FILE-for-STATUS_SUCCESS  direct · case 7, 41 ops → 2
        1 open  \\??\\Example
        2 write offset 0, 1 byte, buffer page 0 +0x001  expected STATUS_SUCCESS, Information 1
                                                        observed STATUS_END_OF_FILE
                page 0 +0x001, 1 byte ─ MDL ByteOffset 1, ByteCount 1 ─ frames 7
        Matters: in-page offset (≥ 1)
        Does not: key, data
        Cause: request.offset() = 1; stack ByteOffset = 0
               the dispatch routine returned STATUS_END_OF_FILE
        Windows: WriteFile fails with ERROR_HANDLE_EOF
        replay: npx irpcheck replay reports/model-status-1.json</failure>
          </testcase>
          <testcase classname="irpcheck.article-verbatim" name="campaign/complete"/>
        </testsuite>
      </testsuites>
      "
    `);
  });

  it('fails a breached property whose finding is missing', () => {
    const text = junitReport(failed({ findings: [] }), options);
    expect(text).toContain('<failure message="breached in 1,234 cases" type="model/status"/>');
  });

  it('keeps warnings as output of a test that passes', () => {
    const text = junitReport(
      result({
        properties: [property({ verdict: 'warning' })],
        findings: [finding({ severity: 'warning' })],
      }),
      options,
    );
    expect(text).toContain('failures="0"');
    expect(text).toContain('<system-out>WARNING model/status');
  });

  it('is in error where nothing was compared', () => {
    const properties = [property({ verdict: 'vacuous' }), property({ verdict: 'vacuous', note: 'no reads' })];
    const text = junitReport(result({ properties, conclusion: 'insufficient-coverage' }), options);
    expect(text).toContain('errors="3"');
    expect(text).toContain('<error message="compared nothing" type="coverage"/>');
    expect(text).toContain('<error message="compared nothing: no reads" type="coverage"/>');
  });

  it('is in error after an interruption, with findings or without', () => {
    const error = (how: string) => `<error message="${how} after 5 of 60,000 cases" type="coverage"/>`;
    const interrupted = result({ cases: 5, conclusion: 'interrupted' });
    expect(junitReport(interrupted, options)).toContain(error('interrupted'));
    expect(junitReport(failed({ cases: 5 }), options)).toContain(error('ended'));
  });

  it('keeps known findings as output of a test that passes', () => {
    const text = junitReport(
      failed({
        properties: [property({ verdict: 'known', breaches: 3 })],
        findings: [finding({ known: true })],
        conclusion: 'conforms',
      }),
      options,
    );
    expect(text).toContain('failures="0"');
    expect(text).toMatch(/<system-out>\w+ model\/status/);
  });

  it('names only what is new among the reasons of a failure, and each once', () => {
    const another = finding({ reason: 'another' });
    const findings = [finding({ known: true }), another, another];
    expect(junitReport(failed({ findings }), options)).toContain('message="another (in 1,234 cases)"');
  });

  it('tells times where the result does', () => {
    const timing = { startedAt: '2026-01-31T12:00:00.000Z', elapsedMs: 12_345.6, workers: 2, shards: 1 };
    const text = junitReport(result({ timing }), options);
    expect(text).toContain('errors="0" time="12.346">');
    expect(text).toContain('skipped="1" time="12.346" timestamp="2026-01-31T12:00:00.000Z">');
    expect(text).toContain('name="model/status" time="0.000"/>');
    expect(text).toContain('name="campaign/complete" time="12.346"/>');
  });

  it('is well-formed whatever a driver says', async () => {
    const evil = '<&"\' &nbsp;&#0;]]>\u0000\u001b\uffff\ud800 -->';
    const findings = [finding({ expected: evil, observed: evil, reason: evil, remarks: [evil] })];
    const text = junitReport(failed({ subject: evil, findings }), options);
    expect(await junitProblems(text)).toEqual([]);
    expect(text).toContain('\\u0000\\u001b\\uffff\\ud800');
  });
});
