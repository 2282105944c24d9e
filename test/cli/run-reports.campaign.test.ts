import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonReport } from '../../src/report/json.ts';
import { parseTrace } from '../../src/trace/json.ts';
import { failed, finding, result } from '../report/results.ts';
import { fakeServices, irpcheck, temporaryFolder } from './fakes.ts';

/** Of a campaign that takes no time. */
const TIMING = { startedAt: '2026-01-01T00:00:00.000Z', elapsedMs: 0, workers: 1, shards: 1 };

describe('the reports of run', () => {
  const findings = [
    finding(),
    finding({ property: 'model/data', reason: 'wrong-bytes' }),
    finding({ op: 0 }),
  ];
  const files = [
    'article-verbatim.html',
    'article-verbatim.json',
    'article-verbatim.junit.xml',
    'model-data-1.json',
    'model-status-1.json',
    'model-status-2.json',
  ];

  it('are the result, JUnit, HTML and one trace for each finding', async () => {
    const folder = join(temporaryFolder(), 'a', 'b');
    const { out } = await irpcheck(
      ['run', 'article-verbatim', '-o', folder],
      fakeServices(failed({ findings })),
    );
    expect(readdirSync(folder)).toEqual(files);
    const read = (name: string) => readFileSync(join(folder, name), 'utf8');
    expect(read('article-verbatim.json')).toBe(
      jsonReport(failed({ findings, casesRequested: 60_000, timing: TIMING })),
    );
    expect(read('article-verbatim.junit.xml')).toContain(join(folder, 'model-status-2.json'));
    expect(parseTrace(read('model-data-1.json'))).toMatchObject({
      trace: finding().trace,
      finding: { property: 'model/data', reason: 'wrong-bytes' },
    });
    for (const name of files.slice(3))
      expect(out).toContain(`replay: npx irpcheck replay ${join(folder, name)}\n`);
  });

  it('replace those of an earlier run', async () => {
    const folder = temporaryFolder();
    await irpcheck(['run', '-o', folder], fakeServices({ calls: 1 }));
    await irpcheck(['run', '-o', folder], fakeServices({ calls: 2 }));
    expect(readdirSync(folder)).toEqual(['article.html', 'article.json', 'article.junit.xml']);
    expect(readFileSync(join(folder, 'article.json'), 'utf8')).toContain('"calls": 2');
  });

  it('go to a file of choice as well', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'new', 'result.json');
    const { out } = await irpcheck(['run', '-o', folder, '--json', file]);
    expect(out).toContain('conforms (exit 0)');
    expect(readFileSync(file, 'utf8')).toBe(readFileSync(join(folder, 'article.json'), 'utf8'));
  });

  it('leave standard output to JSON where that is asked for', async () => {
    const folder = temporaryFolder();
    const { out, err } = await irpcheck(['run', '-q', '-o', folder, '--json', '-']);
    expect(out).toBe(jsonReport(result({ timing: TIMING })));
    expect(err).toContain('conforms (exit 0)');
    expect(readdirSync(folder)).toEqual(['article.html', 'article.json', 'article.junit.xml']);
  });
});
