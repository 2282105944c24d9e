import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FILE_FORMS } from '../../src/cli/report-forms.ts';
import type { Services } from '../../src/cli/services.ts';
import { jsonReport } from '../../src/report/json.ts';
import { formatTrace } from '../../src/trace/json.ts';
import type { CampaignResult } from '../../src/trace/result.ts';
import { parseResult } from '../../src/trace/result-json.ts';
import { failed, result } from '../report/results.ts';
import { FakeHost, fakeServices, irpcheck, temporaryFolder } from './fakes.ts';

/** Services that must not be asked for: no driver is run. */
const none: Services = {
  subjects: () => Promise.reject(new Error('loaded the subjects')),
  sessions: () => Promise.reject(new Error('loaded the campaign')),
  userspace: () => Promise.reject(new Error('loaded the programs')),
  detection: () => Promise.reject(new Error('loaded the measurement')),
};

/** A file of the result in a folder of its own. */
function fileOf(given: CampaignResult): string {
  const path = join(temporaryFolder(), 'result.json');
  writeFileSync(path, jsonReport(given));
  return path;
}

const report = (...args: string[]) => irpcheck(['report', ...args], none);

describe('irpcheck report', () => {
  it('prints the report for people, and names the traces that lie beside the result', async () => {
    const path = fileOf(failed());
    const alone = await report(path);
    expect(alone).toMatchObject({ exitCode: 1, err: '' });
    expect(alone.out).toMatch(/^article-verbatim · [\s\S]*\n1 finding \(exit 1\)\n$/);
    expect(alone.out).not.toContain('replay:');
    const trace = join(path, '..', 'model-status-1.json');
    const [found] = failed().findings;
    if (found === undefined) throw new Error('no finding');
    writeFileSync(trace, formatTrace(found.trace, found));
    expect((await report(path)).out).toContain(`replay: npx irpcheck replay ${trace}\n`);
  });

  it.each<[string, Partial<CampaignResult>, number]>([
    ['conforms', {}, 0],
    ['is interrupted', { cases: 5, conclusion: 'interrupted' }, 5],
    ['has findings', failed(), 1],
  ])('ends with the exit code of a result that %s', async (_what, parts, exitCode) => {
    expect((await report(fileOf(result(parts)))).exitCode).toBe(exitCode);
  });

  it('ends with the gravest of several', async () => {
    const conforms = fileOf(result());
    const incomplete = fileOf(result({ cases: 5, conclusion: 'interrupted' }));
    expect((await report(conforms, incomplete)).exitCode).toBe(5);
    expect((await report(conforms, incomplete, fileOf(failed()))).exitCode).toBe(1);
  });

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

  it.each([
    [['--report', 'json,html', '-o', '-'], 'error: --out - takes one result and one form\n'],
    [
      ['--report', 'sariff'],
      "error: option '--report <forms>' argument 'sariff' is invalid. Unknown form 'sariff' (did you mean 'sarif'?); forms: text, json, junit, sarif, ctrf, markdown, html, github.\n",
    ],
    [
      ['--report', ''],
      "error: option '--report <forms>' argument '' is invalid. Unknown form ''; forms: text, json, junit, sarif, ctrf, markdown, html, github.\n",
    ],
  ])('refuses %j', async (args, err) => {
    expect(await report(fileOf(result()), ...args)).toEqual({ exitCode: 2, out: '', err });
  });

  it('refuses two results whose reports would have one name', async () => {
    const folder = join(temporaryFolder(), 'new');
    const found = await report(fileOf(result()), fileOf(result()), '--report', 'html', '-o', folder);
    expect(found).toEqual({
      exitCode: 2,
      out: '',
      err: 'error: two results are of drivers of one name: their reports would replace each other\n',
    });
    expect(existsSync(folder)).toBe(false);
  });

  it.each<[string, string | null, string]>([
    ['a file that is not there', null, 'no such file'],
    ['no JSON', 'x', 'result: expected a JSON object, found text that is not JSON'],
    [
      'a truncated result',
      jsonReport(failed()).slice(0, -9),
      'result: expected a JSON object, found text that ends early (is the file complete?)',
    ],
    [
      'a later version',
      JSON.stringify({ ...result(), format: 'irpresult/2' }),
      'format: expected "irpresult/1", the only version this irpcheck reads, found "irpresult/2"',
    ],
    ['a field that is unknown', JSON.stringify({ ...result(), x: 1 }), 'x: unknown field'],
  ])('refuses %s', async (_what, text, message) => {
    const path = join(temporaryFolder(), 'result.json');
    if (text !== null) writeFileSync(path, text);
    const { exitCode, out, err } = await report(path, '-o', '-');
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toBe(
      text === null
        ? `error: cannot read '${path}': ${message}\n`
        : `error: '${path}' is no result: ${message}\n`,
    );
  });
});

describe('the forms of run', () => {
  it('are those asked for', async () => {
    const folder = temporaryFolder();
    await irpcheck(['run', '-o', folder, '--report', 'sarif, ctrf'], fakeServices());
    expect(readdirSync(folder)).toEqual(['article.ctrf.json', 'article.sarif']);
  });

  it('can’t be text, which is always printed', async () => {
    const { exitCode, err } = await irpcheck(['run', '--report', 'text'], none);
    expect(exitCode).toBe(2);
    expect(err).toContain("Unknown form 'text'; forms: json, junit, sarif, ctrf, markdown, html, github.");
  });

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
    expect(readdirSync(out)).toEqual(['article.html', 'article.json', 'article.junit.xml']);
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

  it('say so where the summary can’t be written', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'summary'));
    const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(folder, 'summary') };
    const { exitCode, out, err } = await irpcheck(
      ['run', '-o', join(folder, 'out')],
      fakeServices(),
      new FakeHost({ env }),
    );
    expect(exitCode).toBe(2);
    expect(out).toContain('conforms (exit 0)');
    expect(err).toBe(`error: cannot write to '${join(folder, 'summary')}': it is a folder\n`);
  });
});
