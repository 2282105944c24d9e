// Keeps the unit lane one that can be run on every save: no file takes more than its share of the lane's test time.
// `node scripts/check-durations.js REPORT...` reads the JSON reports of several runs of the lane, and judges the
// fastest: a busy machine makes runs slower, and a share of their sum does not depend on the machine.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const maximumSharePercent = 2;
const root = fileURLToPath(new URL('..', import.meta.url));

/** A run of the lane: milliseconds of each file, hooks between its tests included, and their sum. */
function readRun(path) {
  const files = JSON.parse(readFileSync(path, 'utf8')).testResults.map(({ name, startTime, endTime }) => ({
    name: relative(root, name),
    time: endTime - startTime,
  }));
  return { files, time: files.reduce((sum, file) => sum + file.time, 0) };
}

const runs = process.argv.slice(2).map(readRun);
const fastest = runs.sort((a, b) => a.time - b.time)[0];

if (fastest === undefined || fastest.time === 0) {
  console.error('durations: no test time to check');
  process.exitCode = 1;
} else {
  const total = Math.round(fastest.time);
  for (const { name, time } of fastest.files.sort((a, b) => b.time - a.time)) {
    const percent = (100 * time) / fastest.time;
    if (percent <= maximumSharePercent) break;
    console.error(
      `durations: ${name}: ${Math.round(time)} ms of ${total} ms, ${percent.toFixed(1)} %, above ${maximumSharePercent} %: ` +
        'split it, or move its slow tests to another lane',
    );
    process.exitCode = 1;
  }
}
