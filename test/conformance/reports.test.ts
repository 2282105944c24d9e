import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ctrfProblems, junitProblems, sarifProblems, schemaProblems } from '../report/validators.ts';
import { command, type Ended } from './command.ts';
import { irpcheck, ROOT } from './dist.ts';

/** The reports of a real campaign, as processes write them, by the schemas of their formats. */

const out = mkdtempSync(join(tmpdir(), 'irpcheck-reports-'));
const again = mkdtempSync(join(tmpdir(), 'irpcheck-reports-again-'));
afterAll(() => {
  rmSync(out, { recursive: true });
  rmSync(again, { recursive: true });
});

const read = (name: string, folder = out): string =>
  readFileSync(join(folder, 'article-verbatim', name), 'utf8');
const publishedSchema = (name: string): object =>
  JSON.parse(readFileSync(join(ROOT, 'dist/schema', name), 'utf8')) as object;

const FORMS = 'json,junit,sarif,ctrf,markdown,html,github';
const RUN = ['run', 'article-verbatim', '--mode', 'direct', '-n', '600', '--report', FORMS];
let ended: Ended;

beforeAll(async () => {
  ended = await command(RUN, ROOT, out);
});

describe('the reports of article-verbatim', () => {
  it('are all there, beside the traces', () => {
    expect(ended.status).toBe(1);
    expect(ended.files.filter((name) => name.startsWith('article-verbatim'))).toEqual([
      'article-verbatim.ctrf.json',
      'article-verbatim.html',
      'article-verbatim.json',
      'article-verbatim.junit.xml',
      'article-verbatim.md',
      'article-verbatim.sarif',
    ]);
  });

  it('are valid', async () => {
    expect(sarifProblems(read('article-verbatim.sarif'))).toEqual([]);
    expect(ctrfProblems(read('article-verbatim.ctrf.json'))).toEqual([]);
    expect(await junitProblems(read('article-verbatim.junit.xml'))).toEqual([]);
    const resultProblems = schemaProblems(publishedSchema('irpresult-2.schema.json'));
    expect(resultProblems(read('article-verbatim.json'))).toEqual([]);
    const traceProblems = schemaProblems(publishedSchema('irptrace-2.schema.json'));
    const traces = ended.files.filter((name) => /^[a-z-]+-[0-9a-f]{12}\.json$/.test(name));
    expect(traces.length).toBeGreaterThan(10);
    for (const name of traces) expect([name, traceProblems(read(name))]).toEqual([name, []]);
  });

  it('name every finding', () => {
    const { findings, causes = [] } = irpcheck.parseResult(read('article-verbatim.json'));
    const sarif = JSON.parse(read('article-verbatim.sarif')) as { runs: [{ results: unknown[] }] };
    expect(sarif.runs[0].results).toHaveLength(findings.length);
    const annotations = ended.stdout.split('\n').filter((line) => line.startsWith('::'));
    // One for each cause, which names the other ways it shows, and the verdict.
    expect(causes.flat()).toHaveLength(findings.length);
    expect(annotations).toHaveLength(causes.length + 1);
    for (const name of ['junit.xml', 'ctrf.json', 'md', 'html']) {
      const text = read(`article-verbatim.${name}`);
      for (const { property } of findings) expect(text).toContain(property);
    }
  });

  it('are the same again from the result', async () => {
    // Moved as a whole, as an artifact of a build is.
    cpSync(out, again, { recursive: true });
    const forms = ['--report', FORMS.replace('json,', '').replace(',github', '')];
    const moved = join(again, 'article-verbatim', 'article-verbatim.json');
    const { status, stdout } = await command(['report', moved, ...forms], ROOT);
    expect(status).toBe(1);
    expect(stdout.split('written ')).toHaveLength(6);
    for (const name of ended.files.filter((each) => each.startsWith('article-verbatim'))) {
      expect([name, read(name, again).replaceAll(again, out)]).toEqual([name, read(name)]);
    }
  });
});
