import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommitBench, loadBench } from '../../../bench/against/commit-bench.ts';
import * as workloads from '../../../bench/workloads.ts';

/** As much of a commit without `bench/workloads.ts` as its workloads are made of. */
const EARLIER: Readonly<Record<string, string>> = {
  'package.json': '{ "type": "module" }',
  'src/campaign/campaign.js': 'export const runCampaign = async () => ({ conclusion: "conforms" });',
  'src/campaign/case-runner.js':
    'export class CaseRunner { run() { return { judgement: { verdicts: [1, 2] } }; } }',
  'src/campaign/execute.js': 'export class Executor { execute() { return { calls: [1, 2, 3] }; } }',
  'src/campaign/generation.js': `
    export const profileOf = () => null;
    export const modeOf = (modes, index) => modes[index % modes.length];
    export const traceOf = (subject, mode, value) => ({ ops: value });`,
  'src/properties/arbitraries/decode-case.js': 'export const decodeCase = (swarm, machine, pairs) => pairs;',
  'src/properties/arbitraries/generate-case.js':
    'export const generateCase = (arbitrary, seed, index) => ({ value: [seed, index] });',
  'src/properties/arbitraries/word.js': 'export const MAX_WORD = 255;',
  'src/subjects/index.js': 'export const findSubject = (name) => ({ name, modes: ["direct"] });',
  'src/trace/trace.js': 'export const BUFFERING_MODES = ["buffered", "direct", "neither"];',
  'bench/bench-machine.js':
    'export class BenchMachine { requests = 0; restarts = 0; restart() { this.requests = 0; this.restarts += 1; } }',
  'bench/measure.js': `
    export const checksum = (bytes) => bytes.join();
    export const pattern = (length) => new Uint8Array(length);`,
  // Each request costs what the number of those before it in the run says.
  'bench/system-calls.js': `
    import { BenchMachine } from './bench-machine.js';
    export class SystemCalls {
      movedBytes = 0;
      constructor(data, mode, write) {
        this.data = data;
        this.label = (write ? 'NtWriteFile ' : 'NtReadFile ') + mode;
        this.bench = new BenchMachine();
      }
      run(count) {
        let ms = 0;
        for (let left = count; left > 0; left -= 1000) {
          this.bench.restart();
          for (let each = Math.min(left, 1000); each > 0; each -= 1) ms += this.bench.requests += 1;
        }
        this.movedBytes += this.data.length * count;
        return ms;
      }
      destination() { return this.data; }
    }`,
};

describe('the workloads of a commit that exports none', () => {
  let folder: string;
  let earlier: CommitBench;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'irpcheck-earlier-'));
    for (const [path, text] of Object.entries(EARLIER)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    symlinkSync(join(import.meta.dirname, '../../../node_modules'), join(folder, 'node_modules'), 'junction');
    cpSync(
      join(import.meta.dirname, '../../../bench/against/earlier-workloads.js'),
      join(folder, 'bench/workloads.js'),
    );
    earlier = await loadBench(folder);
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  const outline = (bench: CommitBench) => ({
    campaigns: bench.campaigns().map(({ name, each }) => [name, each]),
    roundTrips: bench.roundTrips().map(({ name, each }) => [name, each]),
    longRuns: bench.longRuns().map(({ name }) => name),
  });

  it('go by the names and are as large as those of this commit', () => {
    expect(outline(earlier)).toEqual(outline(workloads));
    expect(workloads.roundTrips()).toHaveLength(12);
  });

  it('run', async () => {
    for (const campaign of earlier.campaigns()) expect(await campaign.run(1)).toBeGreaterThanOrEqual(0);
    for (const trips of earlier.roundTrips()) expect(await trips.run(3)).toBe(1 + 2 + 3);
  });

  it('restart for each thousand round trips, and not within a long run', () => {
    const [read] = earlier.roundTrips();
    const thousand = (1000 * 1001) / 2;
    expect(read?.run(2000)).toBe(2 * thousand);
    for (const run of earlier.longRuns()) {
      // Twice, for each is a run of its own.
      for (let each = 0; each < 2; each += 1) expect(run.growth()).toBeCloseTo(5000.5 / 100.5, 5);
    }
    expect(read?.run(2000)).toBe(2 * thousand);
  });

  it('are refused where a commit exports something else', async () => {
    mkdirSync(join(folder, 'other/bench'), { recursive: true });
    writeFileSync(join(folder, 'other/bench/workloads.js'), 'export const campaigns = () => [];');
    await expect(loadBench(join(folder, 'other'))).rejects.toThrow(
      'has to export campaigns, roundTrips, longRuns',
    );
  });
});
