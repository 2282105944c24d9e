import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEFAULT_CASES } from '../../src/campaign/campaign-request.ts';
import { DEFAULT_CASES_TEXT } from '../../src/cli/options.ts';
import { grouped } from '../../src/report/format.ts';
import { irpcheck } from './fakes.ts';

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

describe('help', () => {
  it.each([['--help'], ['-h'], ['help']])(
    '%s lists the commands, with examples and exit codes',
    async (argument) => {
      const { exitCode, out, err } = await irpcheck([argument]);
      expect([exitCode, err]).toEqual([0, '']);
      for (const text of [
        'run [options] [driver]',
        'replay [options] <trace>',
        'report [options] <result...>',
        'inspect [options] <image...>',
        'demo [options] [driver]',
        'explain [property]',
        'list',
        'defects [options] [id...]',
        'Examples:',
        'Exit codes:',
      ]) {
        expect(out).toContain(text);
      }
    },
  );

  it.each([
    ['run'],
    ['replay'],
    ['minimize'],
    ['report'],
    ['export'],
    ['inspect'],
    ['demo'],
    ['explain'],
    ['list'],
    ['defects'],
  ])('%s --help has examples', async (command) => {
    const { exitCode, out, err } = await irpcheck([command, '--help']);
    expect([exitCode, err]).toEqual([0, '']);
    expect(out).toContain(`Examples:\n  irpcheck ${command}`);
    expect((await irpcheck(['help', command])).out).toBe(out);
  });

  it('tells the defaults of run', async () => {
    const out = (await irpcheck(['run', '--help'])).out.replaceAll(/\s+/g, ' ');
    expect(out).toContain('(default: "article")');
    expect(out).toContain('0 to 4294967295 (default: 1)');
    expect(out).toContain(`number of cases (default: ${DEFAULT_CASES_TEXT})`);
    expect(out).toContain('(default: "reports")');
  });

  it('knows how many cases a campaign has by default', () => {
    expect(DEFAULT_CASES_TEXT).toBe(grouped(DEFAULT_CASES));
  });

  it.each([['--version'], ['-V']])('%s prints the version', async (argument) => {
    expect(await irpcheck([argument])).toEqual({ exitCode: 0, out: `${manifest.version}\n`, err: '' });
  });
});
