// The test run: build, the unit lane and a smoke of the gate; with --all every lane, and what holds it to coverage,
// the unit lane's files to their share of its time, and the quick run to its share of this one. Laws and campaigns
// that coverage runs on src are not run on dist as well.
// A failed step does not hide the next one's results, and the count is always the last line.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { countLine, countTests, reportFile } from './count-tests.js';
import { judgeDurations } from './durations.js';

/** What README and CONTRIBUTING say that `npm test` takes of `npm run test:all`. */
const quickShare = 1 / 8;

const unit = ['unit', 'unit-mocking'];

const root = fileURLToPath(new URL('..', import.meta.url));
const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');

const begin = performance.now();
const complaints = [];

function complain(text) {
  console.error(text);
  complaints.push(text);
}

function step(name, args) {
  const { status, signal, error } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status === 0) {
    return true;
  }
  complain(`${name}: failed (${error?.message ?? signal ?? `exit ${status}`})`);
  return false;
}

/** Runs projects of vitest. A report of an earlier run must not be counted as this one's. */
function runTests(name, projects, ...more) {
  rmSync(reportFile(name), { force: true });
  const chosen = projects.flatMap((project) => ['--project', project]);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile(name)}`];
  return step(name, [vitest, 'run', ...chosen, ...reporters, ...more]);
}

/** Runs what judges dist. Without a build there is none. */
function runOnDist(name, projects, isBuilt) {
  if (isBuilt) runTests(name, projects);
  else rmSync(reportFile(name), { force: true });
}

/**
 * Holds the unit lane's files to their share of its time: a file that takes too much is given two more runs, of which
 * the best counts. Gives the names of these. A run without a report is told of by the count.
 */
function checkDurations() {
  const runs = ['unit'];
  const judged = () => judgeDurations(runs.map(reportFile).filter(existsSync));
  while (runs.length < 3 && judged().complaints.length > 0) {
    const again = `unit-${runs.length + 1}`;
    runTests(again, unit);
    runs.push(again);
  }
  const { told, complaints: slow } = judged();
  if (told !== undefined) console.log(told);
  slow.forEach(complain);
  return runs.slice(1);
}

/** `npm test`. Gives the steps that ran tests. */
function runQuick() {
  const isBuilt = step('build', ['scripts/build.js']);
  runTests('unit', unit);
  runOnDist('smoke', ['smoke'], isBuilt);
  return { isBuilt, steps: ['unit', 'smoke'] };
}

/** `npm run test:all`, which begins as `npm test` does. */
function runAll() {
  const { isBuilt, steps } = runQuick();
  const quickTime = performance.now() - begin;
  const unitRuns = checkDurations();
  if (runTests('coverage', [...unit, 'laws-on-src', 'campaigns-on-src'], '--coverage')) {
    step('coverage', ['scripts/check-file-coverage.js']);
  }
  // What the coverage has run on src is not run again on dist. All at once: at the end of each run a processor waits.
  runOnDist('on-dist', ['other-laws', 'other-campaigns', 'conformance', 'long'], isBuilt);
  const share = quickTime / (performance.now() - begin);
  const told = `npm test: a part of ${share.toFixed(3)} of npm run test:all`;
  if (share <= quickShare) console.log(told);
  else complain(`${told}, above ${quickShare}`);
  return { steps: [...steps, ...unitRuns, 'coverage', 'on-dist'] };
}

const { all: isAll } = parseArgs({ options: { all: { type: 'boolean', default: false } } }).values;
const { steps } = isAll ? runAll() : runQuick();

const total = countTests(steps);
for (const name of total.missing) {
  complain(`${name}: no results`);
}
if (total.passed + total.failed === 0) {
  complain('no test ran');
}
if (!isAll) {
  console.log('These were the unit tests and a smoke of the gate: npm run test:all has every test.');
}
// Said again: what was printed when a step failed lies far above the end of a long log.
if (complaints.length > 0) {
  console.error(['', 'This run fails:', ...complaints.map((text) => `- ${text}`)].join('\n'));
}
console.log(countLine(total));
process.exitCode = complaints.length === 0 && total.passed > 0 && total.failed === 0 ? 0 : 1;
