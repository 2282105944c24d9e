// The test run: build, unit tests on src with coverage, conformance tests on dist without; those that take long only
// with --all.
// A failed step does not hide the next one's results, and the count is always the last line.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { countLine, countTests, projects, reportFile } from './count-tests.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');

function step(name, args) {
  const { status, signal, error } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status === 0) {
    return true;
  }
  console.error(`${name}: failed (${error?.message ?? signal ?? `exit ${status}`})`);
  return false;
}

/** @param projects those of vitest, such as `unit*` */
function runTests(project, projects) {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile(project)}`];
  const coverage = project === 'unit' ? ['--coverage'] : [];
  return step(project, [vitest, 'run', '--project', projects, ...reporters, ...coverage]);
}

const { all: isAll } = parseArgs({ options: { all: { type: 'boolean', default: false } } }).values;

// Reports of an earlier run must not be counted as this one's.
for (const project of projects) {
  rmSync(reportFile(project), { force: true });
}

const built = step('build', ['scripts/build.js']);
const unit = runTests('unit', 'unit*') && step('coverage', ['scripts/check-file-coverage.js']);
// Without a build there is no dist to judge.
const conformance = built && runTests('conformance', isAll ? 'conformance*' : 'conformance');

const total = countTests();
for (const project of total.missing) {
  console.error(`${project}: no results`);
}
if (total.passed + total.failed === 0) {
  console.error('no test ran');
}
if (!isAll) {
  console.log('Conformance tests that take long were left out: npm run test:all has them too.');
}
console.log(countLine(total));
const allRan = total.missing.length === 0 && total.passed > 0;
process.exitCode = built && unit && conformance && allRan && total.failed === 0 ? 0 : 1;
