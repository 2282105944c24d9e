import { describe, expect, it } from 'vitest';
import { githubReport } from '../../src/report/github.ts';
import { failed, finding, result } from './results.ts';

const context = { tracePaths: ['reports/model-status-1.json'], documentation: [] };

describe('githubReport', () => {
  it('has an annotation for each finding and one for the verdict', () => {
    expect(githubReport(failed({ subject: './src/my,driver.ts', model: 'm.ts' }), context)).toBe(
      '::error title=model/status,file=src/my%2Cdriver.ts,line=1::STATUS_END_OF_FILE-for-STATUS_SUCCESS, direct mode' +
        '%0Aexpected STATUS_SUCCESS, Information 1%0Aobserved STATUS_END_OF_FILE' +
        '%0AWindows: WriteFile fails with ERROR_HANDLE_EOF' +
        '%0Anpx irpcheck replay reports/model-status-1.json\n' +
        '::error title=irpcheck::./src/my,driver.ts · buffered, direct · seed 1: 1 finding (exit 1)\n',
    );
  });

  it('is a notice where the driver conforms, or a finding is known', () => {
    expect(githubReport(result(), context)).toBe(
      '::notice title=irpcheck::article · buffered, direct · seed 1: conforms (exit 0)\n',
    );
    const findings = [finding({ known: true, note: 'issue 5' }), finding({ severity: 'warning' })];
    expect(githubReport(result({ findings }), { ...context, tracePaths: [] })).toMatch(
      /^::notice title=model\/status \(known\)::.*%0Aknown: issue 5%0A.*\n::warning title=model\/status::.*\n::/,
    );
  });

  it('tells what the baseline need not name any more', () => {
    const fixed = [{ property: 'model/data', reason: 'wrong-bytes', mode: 'direct', note: '' }] as const;
    expect(githubReport(result({ baseline: { known: 0, fixed } }), context)).toMatch(
      /^::notice title=irpcheck baseline::fixed: model\/data wrong-bytes \(direct\) is in the baseline.*\n::/,
    );
  });

  it('is an error where the campaign is incomplete', () => {
    expect(githubReport(result({ cases: 5, conclusion: 'interrupted' }), context)).toMatch(
      /^::error title=irpcheck::.*interrupted after 5 of 60,000 cases \(exit 5\)\n$/,
    );
  });
});
