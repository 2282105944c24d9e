import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatTrace } from '../../../src/trace/json.ts';
import { settingOf } from '../../../src/trace/setting.ts';
import { finding, unalignedWrite } from '../../report/results.ts';
import { temporaryFolder } from '../fakes.ts';
import { baselineOf, ENTRY, FILE, gated } from './gate.setup.ts';

const BUFFERED = unalignedWrite({ setting: settingOf('buffered'), seed: null });

describe('--corpus', () => {
  it('hands the traces of the driver and its modes to the campaign, sorted by their files', async () => {
    const folder = temporaryFolder();
    const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
    const first = unalignedWrite({ ops: [], seed: null });
    write('b.json', formatTrace(unalignedWrite(), finding()));
    write('a.json', formatTrace(first));
    write('c.json', formatTrace(BUFFERED));
    write('d.json', formatTrace(unalignedWrite({ subject: 'article' })));
    write('.irpcheck-1-2', '{ "form');
    write('.hidden.json', '{ "form');
    write('README.md', 'not a trace');
    mkdirSync(join(folder, 'older'));
    const { requests } = await gated(['--corpus', folder], { conclusion: 'conforms' });
    expect(requests.map(({ corpus }) => corpus)).toEqual([[first, unalignedWrite()]]);
  });

  it('with nothing of the driver in these modes says so', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a.json'), formatTrace(BUFFERED));
    writeFileSync(join(folder, 'b.json'), formatTrace(unalignedWrite({ subject: 'article' })));
    const said = `corpus '${folder}': 2 traces, none of this driver in these modes\n`;
    expect((await gated(['--corpus', folder])).err).toContain(said);
    writeFileSync(join(folder, 'c.json'), formatTrace(unalignedWrite()));
    expect((await gated(['--corpus', folder])).err).not.toContain('none of this driver');
  });

  it('is none unless there is one', async () => {
    const { requests } = await gated([]);
    expect(requests[0]).not.toHaveProperty('corpus');
    expect((await gated(['--corpus', 'corpus', '--no-corpus'])).requests[0]).not.toHaveProperty('corpus');
  });

  it('is begun where there is none, and replaces nothing', async () => {
    const folder = join(temporaryFolder(), 'new', 'corpus');
    const { out, exitCode, requests } = await gated(['--corpus', folder]);
    expect(exitCode).toBe(1);
    expect(requests[0]?.corpus).toEqual([]);
    expect(out).toMatch(/\(exit 1\)\ncorpus: 1 trace added:\n {2}/);
    expect(out).toContain(`  ${join(folder, FILE.name)}\n`);
    expect(readFileSync(join(folder, FILE.name), 'utf8')).toBe(FILE.text);
    const older = formatTrace(unalignedWrite());
    writeFileSync(join(folder, FILE.name), older);
    const again = await gated(['--corpus', folder]);
    expect(again.out).not.toContain('corpus:');
    expect(again.requests[0]?.corpus).toEqual([unalignedWrite()]);
    expect(readFileSync(join(folder, FILE.name), 'utf8')).toBe(older);
    expect(readdirSync(folder)).toEqual([FILE.name]);
  });
});

describe('--baseline', () => {
  it('makes what it names known, in the reports too', async () => {
    const out = temporaryFolder();
    const { exitCode, out: text } = await gated(['--baseline', baselineOf(ENTRY), '-o', out]);
    expect(exitCode).toBe(0);
    expect(text).toMatch(/\nKNOWN model\/status[\s\S]*\nconforms with 1 known finding \(exit 0\)\n$/);
    const json = JSON.parse(readFileSync(join(out, 'article-verbatim', 'article-verbatim.json'), 'utf8'));
    expect(json).toMatchObject({
      findings: [{ known: true }],
      baseline: { known: 1, fixed: [] },
      conclusion: 'conforms',
    });
  });
});
