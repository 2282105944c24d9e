import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonReport } from '../../src/report/json.ts';
import { formatTrace } from '../../src/trace/json.ts';
import type { CampaignResult } from '../../src/trace/result/result.ts';
import { failed, result } from '../report/results.ts';
import { FakeHost, fakeServices, irpcheck, temporaryFolder } from './fakes.ts';
import { fileOf, none, report } from './report.setup.ts';

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
      JSON.stringify({ ...result(), format: 'irpresult/1' }),
      'format: expected "irpresult/2", the only version this irpcheck reads: run the campaign again to have it, found "irpresult/1"',
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
