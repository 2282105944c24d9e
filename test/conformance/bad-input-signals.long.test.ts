import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { startCampaign, wholeReports } from './bad-input/campaign.ts';
import { ended, newFolder, shell } from './bad-input/process.ts';

const FINISHING = 'interrupted: finishing up; press Ctrl-C again to stop at once\n';
/** What a campaign keeps that came to the end of a segment. */
const RESUMABLE = 'the same command with --resume goes on from here\n';
const REPORTS = ['article.html', 'article.json', 'article.junit.xml', 'irpcheck-files.json'];

const reportsIn = (folder: string): string[] =>
  readdirSync(folder).filter((name) => !name.endsWith('.partial'));

describe.runIf(process.platform !== 'win32')('a signal during a campaign', () => {
  it.concurrent.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s: finishes up', async (signal) => {
    const folder = newFolder();
    const child = await startCampaign(folder, 'article');
    const end = ended(child);
    child.kill(signal);
    const { exitCode, stdout, stderr } = await end;
    expect([exitCode, stderr.replace(RESUMABLE, '')]).toEqual([5, FINISHING]);
    expect(stdout).toMatch(/\ninterrupted after [\d,]+ of 10,000,000 cases \(exit 5\)\n$/);
    expect(reportsIn(join(folder, 'new', 'article'))).toEqual(REPORTS);
    const result = wholeReports(join(folder, 'new', 'article'), 'article');
    expect(result).toMatchObject({ conclusion: 'interrupted', casesRequested: 10_000_000, findings: [] });
    expect(result?.['cases']).toBeGreaterThan(0);
  });

  it('leaves what was found, not minimized', async () => {
    const folder = newFolder();
    const child = await startCampaign(folder, 'article-verbatim');
    const end = ended(child);
    child.kill('SIGINT');
    const { exitCode, stdout, stderr } = await end;
    expect([exitCode, stderr.replace(RESUMABLE, '')]).toEqual([1, FINISHING]);
    expect(stdout).toContain('not minimized: the campaign was interrupted');
    const result = wholeReports(join(folder, 'new', 'article-verbatim'), 'article-verbatim');
    expect(result).toMatchObject({ conclusion: 'findings', casesRequested: 10_000_000 });
    expect(result?.['cases']).toBeLessThan(10_000_000);
    expect(readdirSync(join(folder, 'new', 'article-verbatim')).length).toBeGreaterThan(3);
  });

  it('passed on a second time at once is the same one', async () => {
    const folder = newFolder();
    const child = await startCampaign(folder, 'article');
    const end = ended(child);
    child.kill('SIGINT');
    await sleep(20);
    child.kill('SIGINT');
    const { exitCode, stderr } = await end;
    expect([exitCode, stderr.replace(RESUMABLE, '')]).toEqual([5, FINISHING]);
    expect(wholeReports(join(folder, 'new', 'article'), 'article')).toMatchObject({
      conclusion: 'interrupted',
    });
  });

  // A pipe that is full, and whose reader does not read, holds the process up while it writes its reports.
  it.concurrent.each([
    ['SIGINT', 'SIGINT', 130],
    ['SIGINT', 'SIGTERM', 143],
    ['SIGHUP', 'SIGHUP', 129],
  ] as const)('%s, and %s 300 ms later: ends at once', async (first, second, expected) => {
    const folder = newFolder();
    await shell(
      folder,
      'mkfifo pipe; (exec 3<pipe; sleep 40) >/dev/null 2>&1 & head -c 65536 /dev/zero > pipe',
    );
    const child = await startCampaign(folder, 'article', '--json', 'pipe');
    const end = ended(child);
    child.kill(first);
    await expect
      .poll(() => existsSync(join(folder, 'new', 'article', 'article.junit.xml')), { timeout: 20_000 })
      .toBe(true);
    await sleep(300);
    expect(child.exitCode).toBeNull();
    child.kill(second);
    expect(await end).toEqual({ exitCode: expected, stdout: '', stderr: FINISHING });
    expect(wholeReports(join(folder, 'new', 'article'), 'article')).toMatchObject({
      conclusion: 'interrupted',
    });
    expect(reportsIn(join(folder, 'new', 'article'))).toEqual(REPORTS);
  });
});
