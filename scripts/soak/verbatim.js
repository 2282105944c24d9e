import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SEEDS = 20;
const TEST = 'test/conformance/verbatim.long.test.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');

/** Whether the drivers as published show exactly the expected findings from each of 20 seeds; the test runs take two. */
export function showExpectedFindings() {
  const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', 'long', TEST], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, IRPCHECK_SEEDS: String(SEEDS) },
  });
  return status === 0;
}
