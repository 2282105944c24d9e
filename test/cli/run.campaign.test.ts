import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_CASES } from '../../src/campaign/campaign-request.ts';
import type { Environment } from '../../src/cli/host.ts';
import { type SessionRequest, services } from '../../src/cli/services.ts';
import type { CampaignResult } from '../../src/trace/result/result.ts';
import { failed, finding, property } from '../report/results.ts';
import { FakeHost, fakeServices, irpcheck, localServices, temporaryFolder } from './fakes.ts';
import { campaignOptions } from './run.setup.ts';

describe('the options of run', () => {
  it('check the article in every mode by default', async () => {
    const { subject, modes, cases, seed } = await campaignOptions([]);
    expect([subject.name, modes, cases, seed]).toEqual([
      'article',
      ['buffered', 'direct', 'neither'],
      60_000,
      1,
    ]);
  });
});

describe('the exit code of run', () => {
  const table: [string, Partial<CampaignResult>, number, RegExp][] = [
    ['conforms', {}, 0, /\nconforms \(exit 0\)\n/],
    [
      'warnings',
      { findings: [finding({ severity: 'warning' })] },
      0,
      /WARNING model[\s\S]*1 warning \(exit 0\)\n/,
    ],
    ['findings', failed(), 1, /\n1 finding \(exit 1\)\n$/],
    ['interrupted', { cases: 3, conclusion: 'interrupted' }, 5, /interrupted after 3 of .* \(exit 5\)\n$/],
    [
      'insufficient coverage',
      { properties: [property({ verdict: 'vacuous' })], conclusion: 'insufficient-coverage' },
      5,
      /\(exit 5\)\n$/,
    ],
  ];

  it.each(table)('%s', async (_name, parts, exitCode, text) => {
    const found = await irpcheck(['run', '--out', temporaryFolder()], fakeServices(parts));
    expect(found.exitCode).toBe(exitCode);
    expect(found.out).toMatch(text);
  });
});

describe('the reports of run', () => {
  it('are coloured for a terminal only', async () => {
    const run = async (env: Environment, ...args: string[]) => {
      const host = new FakeHost({ isTTY: true, env });
      return (await irpcheck(['run', '-q', '-o', temporaryFolder(), ...args], fakeServices(), host)).out;
    };
    const coloured = '\u001b[32m';
    expect(await run({})).toContain(coloured);
    expect(await run({ FORCE_COLOR: '1', TERM: 'dumb' })).toContain(coloured);
    for (const env of [
      { NO_COLOR: '1' },
      { FORCE_COLOR: '0' },
      { TERM: 'dumb' },
      { NO_COLOR: '1', FORCE_COLOR: '1' },
    ]) {
      expect(await run(env)).not.toContain('\u001b');
    }
    expect(await run({ FORCE_COLOR: '1' }, '--no-color')).not.toContain('\u001b');
    expect((await irpcheck(['run', '-o', temporaryFolder()])).out).not.toContain('\u001b');
  });
});

describe('run with the real campaign', () => {
  it('conforms for the article, twice the same', async () => {
    const folder = temporaryFolder();
    const run = () => irpcheck(['run', '--cases', '600', '-q', '-o', folder], localServices);
    const first = await run();
    expect(first).toMatchObject({ exitCode: 0, err: '' });
    const text = readFileSync(join(folder, 'article', 'article.json'), 'utf8');
    await run();
    expect(readFileSync(join(folder, 'article', 'article.json'), 'utf8')).toBe(text);
  });

  it('catches the code as published, and the traces replay', async () => {
    const folder = temporaryFolder();
    const args = ['run', 'article-verbatim', '-m', 'direct', '-n', '200', '-q', '-o', folder];
    const { exitCode, out, err } = await irpcheck(args, localServices);
    expect([exitCode, err]).toEqual([1, '']);
    expect(out).toContain('FINDING model/status  STATUS_END_OF_FILE-for-STATUS_SUCCESS');
    const [, trace = ''] = /FINDING model\/status [\s\S]*?npx irpcheck replay (\S+)/.exec(out) ?? [];
    expect(dirname(trace)).toBe(join(folder, 'article-verbatim'));
    const replayed = await irpcheck(['replay', trace], localServices);
    expect(replayed.exitCode).toBe(1);
    expect(replayed.out).toContain(': still shows\n');
  });

  it('opens a session for the driver, its model and the seconds asked for', async () => {
    const opened: SessionRequest[] = [];
    const fake = fakeServices({}, { onOpen: (request) => opened.push(request) });
    const args = ['run', 'record', '--model', 'm.ts', '--stall', '7', '-o', temporaryFolder()];
    await irpcheck(args, fake);
    expect(opened).toEqual([expect.objectContaining({ driver: 'record', model: 'm.ts', stallSeconds: 7 })]);
  });
});

describe('run with the real campaign', () => {
  it('has the default number of cases', async () => {
    expect((await services.sessions()).defaultCases).toBe(DEFAULT_CASES);
  });
});
