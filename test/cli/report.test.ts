import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { traceFileNames } from '../../src/report/trace-files.ts';
import { formatTrace } from '../../src/trace/json.ts';
import type { CampaignResult } from '../../src/trace/result/result.ts';
import { failed, result } from '../report/results.ts';
import { fileOf, report } from './report.setup.ts';

describe('irpcheck report', () => {
  it('prints the report for people, and names the traces that lie beside the result', async () => {
    const path = fileOf(failed());
    const alone = await report(path);
    expect(alone).toMatchObject({ exitCode: 1, err: '' });
    expect(alone.out).toMatch(/^article-verbatim · [\s\S]*\n1 finding \(exit 1\)\n$/);
    expect(alone.out).not.toContain('replay:');
    const [found] = failed().findings;
    if (found === undefined) throw new Error('no finding');
    const trace = join(path, '..', ...traceFileNames([found]));
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
});
