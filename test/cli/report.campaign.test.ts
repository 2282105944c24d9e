import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FILE_FORMS } from '../../src/cli/report-forms.ts';
import { jsonReport } from '../../src/report/json.ts';
import { parseResult } from '../../src/trace/result/result-json.ts';
import { failed } from '../report/results.ts';
import { FakeHost, fakeServices, irpcheck, temporaryFolder } from './fakes.ts';
import { fileOf, report } from './report.setup.ts';

describe('irpcheck report', () => {
  it('writes every form into a folder', async () => {
    const folder = join(temporaryFolder(), 'new');
    const path = fileOf(failed());
    const { exitCode, out, err } = await report(path, '--report', FILE_FORMS.join(','), '-o', folder);
    expect([exitCode, err]).toEqual([1, '']);
    const names = readdirSync(folder).sort();
    expect(names).toEqual([
      'article-verbatim.ctrf.json',
      'article-verbatim.html',
      'article-verbatim.json',
      'article-verbatim.junit.xml',
      'article-verbatim.md',
      'article-verbatim.sarif',
    ]);
    for (const name of names) {
      expect(out).toContain(`written ${join(folder, name)}\n`);
      expect(readFileSync(join(folder, name), 'utf8')).toContain('STATUS');
    }
    expect(readFileSync(join(folder, 'article-verbatim.json'), 'utf8')).toBe(jsonReport(failed()));
  });

  it.each(['text', 'github', ...FILE_FORMS])('writes %s to standard output', async (form) => {
    const folder = temporaryFolder();
    const path = join(folder, 'result.json');
    writeFileSync(path, jsonReport(failed()));
    const { exitCode, out, err } = await report(path, '--report', form, '-o', '-');
    expect([exitCode, err]).toEqual([1, '']);
    expect(out).toContain('STATUS');
    expect(out).not.toMatch(/^written /m);
    expect(readdirSync(folder)).toEqual(['result.json']);
  });
});

describe('the forms of run', () => {
  it('are annotated on GitHub, and added to the summary of the job', async () => {
    const folder = temporaryFolder();
    const summary = join(folder, 'summary.md');
    writeFileSync(summary, 'before\n');
    const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary };
    const out = join(folder, 'out');
    const found = await irpcheck(['run', '-o', out], fakeServices(), new FakeHost({ env }));
    expect(found.out).toMatch(
      /conforms \(exit 0\)\n[\s\S]*::notice title=irpcheck::.*conforms \(exit 0\)\n$/,
    );
    expect(readFileSync(summary, 'utf8')).toMatch(/^before\n### ✅ irpcheck: conforms/);
    expect(readdirSync(join(out, 'article'))).toEqual([
      'article.html',
      'article.json',
      'article.junit.xml',
      'irpcheck-files.json',
    ]);
    const json = await irpcheck(
      ['run', '-o', out, '--json', '-'],
      fakeServices(),
      new FakeHost({ env: { GITHUB_ACTIONS: 'true' } }),
    );
    expect(parseResult(json.out)).toMatchObject({ conclusion: 'conforms' });
    expect(json.err).toContain('::notice title=irpcheck::');
    const plain = await irpcheck(
      ['run', '-o', out, '--report', 'json'],
      fakeServices(),
      new FakeHost({ env }),
    );
    expect(plain.out).not.toContain('::notice');
  });
});
