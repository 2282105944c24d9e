import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const VITEST = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const folder = mkdtempSync(join(tmpdir(), 'irpcheck-durations-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Milliseconds of a lane's files. */
type Lane = Readonly<Record<string, number>>;

/** Sixty files, each of which takes as long as `time`, some of them otherwise. */
function lane(time: number, others: Lane = {}): Lane {
  const even = Array.from({ length: 60 }, (_, index) => [`test/${index}.test.ts`, time] as const);
  return { ...Object.fromEntries(even), ...others };
}

/** Vitest's report of a run, in a file. */
function reportOf(times: Lane, name: string): string {
  const testResults = Object.entries(times).map(([file, time]) => ({
    name: join(ROOT, file),
    startTime: 1000,
    endTime: 1000 + time,
  }));
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify({ testResults }));
  return path;
}

function check(...reports: string[]) {
  const script = join(ROOT, 'scripts/check-durations.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...reports], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

const runs = (...lanes: Lane[]) => lanes.map((times, index) => reportOf(times, `${index}.json`));

it('accepts a lane whose files share its time, and names those that take most', () => {
  const { status, stdout, stderr } = check(
    ...runs(lane(10, { 'test/7.test.ts': 11 }), lane(30, { 'test/7.test.ts': 33 })),
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(
    /^durations: most take test\/7\.test\.ts 1\.8 %, (?:test\/\d+\.test\.ts 1\.7 %(?:, |\n$)){4}/,
  );
});

it('names each file that takes more than its share', () => {
  const slow = lane(10, { 'test/7.test.ts': 15, 'test/8.test.ts': 300 });
  const { status, stderr } = check(...runs(slow, slow, slow));
  expect(status).toBe(1);
  expect(stderr.split('\n')).toEqual([
    expect.stringContaining('durations: test/8.test.ts: 300 ms of 895 ms, 33.5 %, above 2 %: '),
    '',
  ]);
});

it('judges each file by the run in which it takes the smallest part', () => {
  const slow = { 'test/7.test.ts': 900 };
  expect(check(...runs(lane(20, slow), lane(10), lane(10, slow))).status).toBe(0);
  const { status, stderr } = check(
    ...runs(lane(50, slow), lane(10, { 'test/7.test.ts': 120 }), lane(30, slow)),
  );
  expect([status, stderr]).toEqual([1, expect.stringContaining('test/7.test.ts: 120 ms of 710 ms, 16.9 %')]);
});

it('fails where there is nothing to check', () => {
  const told = { status: 1, stdout: '', stderr: 'durations: no test time to check\n' };
  expect(check()).toEqual(told);
  expect(check(...runs({}, {}))).toEqual(told);
});

it('notices a slow file that is planted', () => {
  const quick =
    'for (let n = 0; n < 20; n += 1) it("is quick " + n, () => new Promise((end) => setTimeout(end, 1)));';
  for (let index = 0; index < 60; index += 1) writeFileSync(join(folder, `quick-${index}.test.js`), quick);
  writeFileSync(
    join(folder, 'planted.test.js'),
    'it("is slow", () => new Promise((end) => setTimeout(end, 2000)));',
  );
  const report = join(folder, 'planted.json');
  const options = [
    '--root',
    folder,
    '--globals',
    '--no-isolate',
    '--reporter=json',
    `--outputFile=${report}`,
  ];
  expect(spawnSync(process.execPath, [VITEST, 'run', ...options]).status).toBe(0);
  const { status, stderr } = check(report);
  expect(status).toBe(1);
  expect(stderr).toContain('planted.test.js: 2');
});
