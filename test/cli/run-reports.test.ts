import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FakeHost, fakeServices, irpcheck, temporaryFolder } from './fakes.ts';
import { none } from './report.setup.ts';

describe('the forms of run', () => {
  it('are those asked for', async () => {
    const folder = temporaryFolder();
    await irpcheck(['run', '-o', folder, '--report', 'sarif, ctrf'], fakeServices());
    expect(readdirSync(join(folder, 'article'))).toEqual([
      'article.ctrf.json',
      'article.sarif',
      'irpcheck-files.json',
    ]);
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
