import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { failed, finding } from '../report/results.ts';
import { fakeServices, irpcheck, temporaryFolder } from './fakes.ts';

const LIST = 'irpcheck-files.json';
const DATA = finding({ property: 'model/data', reason: 'wrong-bytes' });

/** Runs article-verbatim, which shows these findings. */
async function run(out: string, findings: ReturnType<typeof failed>['findings'], ...args: string[]) {
  return await irpcheck(['run', 'article-verbatim', '-o', out, ...args], fakeServices(failed({ findings })));
}

const namesIn = (folder: string) => readdirSync(folder).map((name) => name.replace(/[0-9a-f]{12}/, 'X'));

describe('a run', () => {
  it('leaves nothing stale of an earlier one, and nothing else out', async () => {
    const out = temporaryFolder();
    const folder = join(out, 'article-verbatim');
    const [html, json, junit] = ['html', 'json', 'junit.xml'].map((ending) => `article-verbatim.${ending}`);
    await run(out, [finding(), DATA]);
    expect(namesIn(folder)).toEqual([html, json, junit, LIST, 'model-data-X.json', 'model-status-X.json']);
    writeFileSync(join(folder, 'notes.md'), 'mine');
    await run(out, [finding()], '--report', 'json');
    expect(namesIn(folder)).toEqual([json, LIST, 'model-status-X.json', 'notes.md']);
    await run(out, [], '--report', 'json');
    expect(namesIn(folder)).toEqual([json, LIST, 'notes.md']);
  });

  it('has nothing to do with the files of another driver', async () => {
    const out = temporaryFolder();
    await run(out, [finding()]);
    const before = readdirSync(join(out, 'article-verbatim'));
    await irpcheck(['run', 'article', '-o', out], fakeServices());
    expect(readdirSync(join(out, 'article-verbatim'))).toEqual(before);
    expect(readdirSync(out)).toEqual(['article', 'article-verbatim']);
  });

  it('leaves a trace that was changed by hand, and says so', async () => {
    const out = temporaryFolder();
    const folder = join(out, 'article-verbatim');
    await run(out, [finding()]);
    const name = readdirSync(folder).find((each) => each.startsWith('model-status')) ?? '';
    writeFileSync(join(folder, name), '{}');
    const { err } = await run(out, []);
    expect(err).toContain(
      `${join(folder, name)} is of an earlier run and was left, since it was changed after it was written\n`,
    );
    expect(readdirSync(folder)).toContain(name);
  });

  it('does not start where it could not tell its files from others', async () => {
    const out = temporaryFolder();
    await run(out, [finding()]);
    const list = join(out, 'article-verbatim', LIST);
    writeFileSync(list, '{}');
    const never = fakeServices(async () => {
      throw new Error('the campaign started');
    });
    const { exitCode, err } = await irpcheck(['run', 'article-verbatim', '-o', out], never);
    expect(exitCode).toBe(2);
    expect(err).toContain(`'${list}' is no list of the files that irpcheck wrote: format: `);
    rmSync(list);
    expect((await run(out, [])).exitCode).toBe(1);
  });
});
