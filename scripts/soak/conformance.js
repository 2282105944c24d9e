import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Tests of the gate that do the whole here, and otherwise a part: test/conformance/amount.ts. */
export const TESTS = [
  'control-exhaustion',
  'corpus',
  'defects',
  'export',
  'honest',
  'html',
  'isolation',
  'isolation-process',
  'killed',
  'mutants',
  'mutated-traces',
  'mutations',
  'overlap-exhaustion',
  'scale',
  'scouted-defects',
  'verbatim',
  'win32-mutations',
];

const root = fileURLToPath(new URL('../..', import.meta.url));
const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');

/** One runs a command that says how far it is, which Vitest would keep until its end: that command itself does the whole. */
const COMMANDS = { mutants: ['scripts/mutants/main.js'] };

/** Whether one of the tests passes with all that it can do. */
export function passesWhole(name) {
  const test = [vitest, 'run', '--project', 'long', `test/conformance/${name}.long.test.ts`];
  const { status } = spawnSync(process.execPath, COMMANDS[name] ?? test, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, IRPCHECK_WHOLE: '1' },
  });
  return status === 0;
}
