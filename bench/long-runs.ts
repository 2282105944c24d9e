import type { BufferingMode } from '../src/trace/trace.ts';
import type { LongRun } from './against/commit-bench.ts';
import { pattern } from './measure.ts';
import { SystemCalls } from './system-calls.ts';

/** The requests measured are those from this many before the one that is meant to as many after. */
const AROUND = 50;
const EARLY = 100;
const LATE = 5000;
const LENGTH_BYTES = 4096;

/** System calls of one run without a restart. */
export class RequestGrowth implements LongRun {
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
