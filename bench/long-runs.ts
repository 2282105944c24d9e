import { BUFFERING_MODES, type BufferingMode } from '../src/trace/trace.ts';
import type { LongRun } from './against/commit-bench.ts';
import { median, pattern, printTable } from './measure.ts';
import { SystemCalls } from './system-calls.ts';

/** The requests measured are those from this many before the one that is meant to as many after. */
const AROUND = 50;
const EARLY = 100;
const LATE = 5000;
const LENGTH_BYTES = 4096;
const ROUNDS = 31;
const TARGET = 1.2;

/** System calls of one run without a restart. */
class RequestGrowth implements LongRun {
  readonly name: string;
  readonly #calls: SystemCalls;

  constructor(mode: BufferingMode, write: boolean) {
    this.#calls = new SystemCalls(pattern(LENGTH_BYTES), mode, write);
    this.name = this.#calls.label;
  }

  growth(): number {
    const calls = this.#calls;
    calls.restart();
    calls.goOn(EARLY - AROUND);
    const early = calls.goOn(2 * AROUND);
    calls.goOn(LATE - EARLY - 2 * AROUND);
    return calls.goOn(2 * AROUND) / early;
  }
}

/** Reads and writes of a page in every mode. */
export function longRuns(): RequestGrowth[] {
  return [false, true].flatMap((write) => BUFFERING_MODES.map((mode) => new RequestGrowth(mode, write)));
}

/** By how much the cost of a request grows with the run. */
export function benchLongRuns(): void {
  const runs = longRuns();
  const growths: number[][] = runs.map(() => []);
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const [index, run] of runs.entries()) {
      const growth = run.growth();
      // The first one is for the code to be compiled.
      if (round >= 0) growths[index]?.push(growth);
    }
  }
  console.log(
    `\nLong runs: what request ${LATE} costs over request ${EARLY}, of 4 KiB; medians of ${ROUNDS} runs, ` +
      `at most ${TARGET} is the target\n`,
  );
  printTable(
    ['', 'growth'],
    runs.map(({ name }, index) => [name, median(growths[index] ?? []).toFixed(2)]),
  );
}
