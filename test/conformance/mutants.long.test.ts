import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from './dist.ts';

/** A tenth of `npm run soak -- mutants`, which wants 92 %; of so few, a survivor more is three in a hundred. */
it('of 30 mutants of what decides verdicts, tests notice most', () => {
  const script = join(ROOT, 'scripts/mutants/main.js');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    // The unit lane of this run says that the tests pass without a mutant.
    [script, '--count', '30', '--threshold', '85', '--trusted'],
    { cwd: ROOT, encoding: 'utf8' },
  );
  expect(stderr, stdout).toBe('');
  expect(stdout).toMatch(/^\d+ of 30 killed/m);
  expect(status).toBe(0);
});
