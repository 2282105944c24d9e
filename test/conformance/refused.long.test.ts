import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { CampaignResult } from '../../src/index.ts';
import { command } from './command.ts';

/** An honest driver that pends, through the built command line and its workers. */

const folder = mkdtempSync(join(tmpdir(), 'irpcheck-refused-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const DRIVER = ['test/fixtures/drivers/pipe.ts', '-n', '1300', '--quiet'];

function untimed(json: string): CampaignResult {
  const result: CampaignResult = JSON.parse(json);
  return { ...result, timing: null };
}

it('exits 4 with the same result for any number of workers, in one piece or in shards', async () => {
  const path = (name: string): string => join(folder, name);
  const whole = await command(['run', ...DRIVER, '--workers', '1', '--json', '-', '--out', path('one')]);
  expect(whole.status, whole.stderr).toBe(4);
  const result = untimed(whole.stdout);
  expect(result).toMatchObject({ conclusion: 'unsupported', cases: 1300, findings: [] });
  expect(result.refused?.cases).toBeGreaterThan(800);
  expect(result.refused?.first).toMatchObject({ operation: 'read', major: 'IRP_MJ_READ' });
  expect(whole.stderr).toMatch(
    /\d of 1,300 cases refused, first case \d+ at operation \d+, read .*\(exit 4\)\n$/,
  );
  const shared = await command(['run', ...DRIVER, '--workers', '2', '--json', '-', '--out', path('two')]);
  expect(shared.status).toBe(4);
  expect(untimed(shared.stdout)).toEqual(result);
  const shards = [path('a.json'), path('b.json')];
  for (const [index, file] of shards.entries()) {
    const shard = ['--shard', `${index + 1}/2`, '--json', file, '--out', path('shards')];
    expect((await command(['run', ...DRIVER, ...shard])).status).toBe(4);
  }
  const merged = await command(['merge', ...shards, '--json', path('merged.json'), '--out', path('merged')]);
  expect(merged.status, merged.stderr).toBe(4);
  expect(untimed(readFileSync(path('merged.json'), 'utf8'))).toEqual(result);
});
