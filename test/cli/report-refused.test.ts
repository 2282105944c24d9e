import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonReport } from '../../src/report/json.ts';
import { failed, result } from '../report/results.ts';
import { temporaryFolder } from './fakes.ts';
import { fileOf, report } from './report.setup.ts';

describe('irpcheck report', () => {
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
