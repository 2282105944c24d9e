// What part of a lane's test time each of its files takes. A file is judged by the run in which its part is smallest:
// on a busy machine any file is slow at times, but not each time, and a run is slow as a whole.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const maximumPercent = 2;
const root = fileURLToPath(new URL('..', import.meta.url));

/** Of each file in a run: milliseconds, hooks between its tests included, and the percentage of the run's sum. */
function readRun(path) {
  const { testResults } = JSON.parse(readFileSync(path, 'utf8'));
  const times = testResults.map(({ name, startTime, endTime }) => ({ name, time: endTime - startTime }));
  const laneTime = times.reduce((sum, { time }) => sum + time, 0);
  return times.map(({ name, time }) => ({ name, time, laneTime, percent: (100 * time) / laneTime }));
}

/** The best of its runs for each file, the largest part first. */
function largestFirst(runs) {
  const best = new Map();
  for (const file of runs.flat()) {
    const known = best.get(file.name);
    if (known === undefined || file.percent < known.percent) best.set(file.name, file);
  }
  return [...best.values()].sort((a, b) => b.percent - a.percent);
}

const nameOf = ({ name }) => relative(root, name);

function complaintOf(file) {
  const took = `${Math.round(file.time)} ms of ${Math.round(file.laneTime)} ms, ${file.percent.toFixed(1)} %`;
  return `durations: ${nameOf(file)}: ${took}, above ${maximumPercent} %: split it, or move its slow tests to another lane`;
}

/** Takes the paths of vitest's JSON reports. Gives a line on the files that take most, if any, and what is wrong. */
export function judgeDurations(reports) {
  const files = largestFirst(reports.map(readRun));
  if (files.length === 0) {
    return { told: undefined, complaints: ['durations: no test time to check'] };
  }
  const most = files.slice(0, 5).map((file) => `${nameOf(file)} ${file.percent.toFixed(1)} %`);
  return {
    told: `durations: most take ${most.join(', ')}`,
    complaints: files.filter(({ percent }) => percent > maximumPercent).map(complaintOf),
  };
}
