// Keeps the unit lane one for every save: no file takes more than its share of the lane's test time.
// `node scripts/check-durations.js REPORT...` reads the JSON reports of several runs of the lane. Of the lane and of
// each file it takes the fastest run: on a busy machine any file is slow at times, but not each time.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const maximumSharePercent = 2;
const root = fileURLToPath(new URL('..', import.meta.url));

/** Milliseconds that each file took in a run, hooks between its tests included. */
function readRun(path) {
  const { testResults } = JSON.parse(readFileSync(path, 'utf8'));
  return new Map(testResults.map(({ name, startTime, endTime }) => [name, endTime - startTime]));
}

const runs = process.argv.slice(2).map(readRun);
const laneTime = Math.min(...runs.map((run) => [...run.values()].reduce((sum, time) => sum + time, 0)));
const files = new Set(runs.flatMap((run) => [...run.keys()]));

if (files.size === 0) {
  console.error('durations: no test time to check');
  process.exitCode = 1;
}
for (const file of files) {
  const time = Math.min(...runs.map((run) => run.get(file) ?? Number.POSITIVE_INFINITY));
  const percent = (100 * time) / laneTime;
  if (percent > maximumSharePercent) {
    console.error(
      `durations: ${relative(root, file)}: ${Math.round(time)} ms of ${Math.round(laneTime)} ms, ` +
        `${percent.toFixed(1)} %, above ${maximumSharePercent} %: split it, or move its slow tests to another lane`,
    );
    process.exitCode = 1;
  }
}
