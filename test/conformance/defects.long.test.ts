import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { DetectionResult } from '../../src/trace/result/detection-result.ts';
import { amount, isWhole, sample } from './amount.ts';
import { command } from './command.ts';
import { irpcheck } from './dist.ts';

/** `irpcheck defects` by itself takes ten. */
const SEEDS = 1;
const BASE_CASES = 600;

/** By itself each eighth of the catalogue. */
const DEFECTS = sample(irpcheck.defects, 8);

const folder = mkdtempSync(join(tmpdir(), 'irpcheck-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function measured(workers: number, ...ids: readonly string[]): Promise<string> {
  const json = join(folder, `${workers}.json`);
  const options = ['--seeds', SEEDS, '--accuse-cases', BASE_CASES, '--workers', workers, '--json', json];
  const { status, stdout } = await command(['defects', ...ids, '--quiet', ...options.map(String)]);
  expect(stdout).toContain('every defect found, and minimized to the published trace (exit 0)');
  expect(status).toBe(0);
  return readFileSync(json, 'utf8');
}

describe('irpcheck defects as it is built', () => {
  it('finds every seeded defect with every seed, and minimizes it to the published trace', async () => {
    const ids = DEFECTS.map(({ id }) => id);
    // Without names it takes the whole catalogue.
    const { defects, bases, searches, minimal }: DetectionResult = JSON.parse(
      await measured(2, ...(isWhole ? [] : ids)),
    );
    expect(ids.length).toBeGreaterThan(amount(15, 130));
    expect(defects.map(({ id }) => id)).toEqual(ids);
    expect([searches, minimal]).toEqual([SEEDS * defects.length, SEEDS * defects.length]);
    expect(new Set(bases.map(({ name }) => name))).toEqual(new Set(DEFECTS.map(({ base }) => base)));
    for (const base of bases) expect(base).toMatchObject({ cases: BASE_CASES, findings: [] });
  });

  it('gives the same bytes whatever the number of threads', async () => {
    const ids = irpcheck.defects.slice(0, 3).map(({ id }) => id);
    const [alone, ...others] = await Promise.all([1, 3].map((workers) => measured(workers, ...ids)));
    expect(others).toEqual([alone]);
  });

  it('runs a seeded defect as any other driver', async () => {
    const { status, stdout } = await command([
      'run',
      'defects/overclaim',
      '--mode',
      'buffered',
      '--cases',
      '300',
    ]);
    expect(stdout).toContain('FINDING contract/information-bounded  exceeds-length');
    expect(status).toBe(1);
  });
});
