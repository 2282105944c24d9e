import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from './dist.ts';

/** Many hours of it run nothing if it does not run for a minute: that the soak itself works, on one driver. */

const soak = (...parameters: string[]) =>
  spawnSync(process.execPath, [join(ROOT, 'scripts/soak/main.js'), ...parameters], { encoding: 'utf8' });

it('ends well for a driver that is correct, with what it reached of the model and of the driver', () => {
  const { status, stdout, stderr } = soak('--cases', '6000', 'zero');
  expect(stderr).toBe('');
  expect(stdout).toMatch(/^zero: 6000 cases, .* 0 findings, (\d+) of \1 model arms, conforms$/m);
  expect(stdout).toMatch(/^drivers\/zero: .* 100\.0 %$/m);
  expect(status).toBe(0);
});

it('says what was never reached, and fails', () => {
  const { status, stderr } = soak('--cases', '1', 'zero');
  expect(stderr).toMatch(/^soak: zero: never reached /m);
  expect(status).toBe(1);
});

it('says what it knows where a name is none', () => {
  const { status, stderr } = soak('nobody');
  expect(stderr).toMatch(/^soak: expected .*zero.*verbatim/m);
  expect(status).toBe(1);
});
