import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonReport } from '../../src/report/json.ts';
import { traceFileNames } from '../../src/report/trace-files.ts';
import { parseTrace } from '../../src/trace/json.ts';
import { failed, finding, result } from '../report/results.ts';
import { fakeServices, irpcheck, temporaryFolder } from './fakes.ts';

/** Of a campaign that takes no time. */
const TIMING = { startedAt: '2026-01-01T00:00:00.000Z', elapsedMs: 0, workers: 1, shards: 1 };

const ARTICLE = ['article.html', 'article.json', 'article.junit.xml', 'irpcheck-files.json'];

describe('the reports of run', () => {
  const findings = [
    finding(),
    finding({ property: 'model/data', reason: 'wrong-bytes' }),
    finding({ reason: 'another' }),
  ];
  const traces = traceFileNames(findings);
  const files = [
    'article-verbatim.html',
    'article-verbatim.json',
    'article-verbatim.junit.xml',
    'irpcheck-files.json',
    ...traces,
  ].sort();

  it('are the result, JUnit, HTML and one trace for each finding', async () => {
    const above = join(temporaryFolder(), 'a', 'b');
    const folder = join(above, 'article-verbatim');
    const { out } = await irpcheck(
      ['run', 'article-verbatim', '-o', above],
      fakeServices(failed({ findings })),
    );
    expect(readdirSync(folder)).toEqual(files);
    const read = (name: string) => readFileSync(join(folder, name), 'utf8');
    expect(read('article-verbatim.json')).toBe(
      jsonReport(failed({ findings, casesRequested: 60_000, timing: TIMING })),
    );
    expect(read('article-verbatim.junit.xml')).toContain(join(folder, traces[2] ?? ''));
    expect(parseTrace(read(traces[1] ?? ''))).toMatchObject({
      trace: finding().trace,
      finding: { property: 'model/data', reason: 'wrong-bytes' },
    });
    for (const name of traces) expect(out).toContain(`replay: npx irpcheck replay ${join(folder, name)}\n`);
  });

  it('replace those of an earlier run', async () => {
    const folder = temporaryFolder();
    await irpcheck(['run', '-o', folder], fakeServices({ calls: 1 }));
    await irpcheck(['run', '-o', folder], fakeServices({ calls: 2 }));
    expect(readdirSync(join(folder, 'article'))).toEqual(ARTICLE);
    expect(readFileSync(join(folder, 'article', 'article.json'), 'utf8')).toContain('"calls": 2');
  });

  it('go to a file of choice as well', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'new', 'result.json');
    const { out } = await irpcheck(['run', '-o', folder, '--json', file]);
    expect(out).toContain('conforms (exit 0)');
    expect(readFileSync(file, 'utf8')).toBe(readFileSync(join(folder, 'article', 'article.json'), 'utf8'));
  });

  it('leave standard output to JSON where that is asked for', async () => {
    const folder = temporaryFolder();
    const { out, err } = await irpcheck(['run', '-q', '-o', folder, '--json', '-']);
    expect(out).toBe(jsonReport(result({ timing: TIMING })));
    expect(err).toContain('conforms (exit 0)');
    expect(readdirSync(join(folder, 'article'))).toEqual(ARTICLE);
  });
});
