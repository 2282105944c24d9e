import { BUFFERING_MODES } from '../src/trace/trace.ts';
import type { NamedWorkload } from './against/commit-bench.ts';
import { FIXED_OPS, fixedLength, stagesOf, WholeRun } from './campaign-stages.ts';
import { checksum, pattern, type Workload } from './measure.ts';
import { SystemCalls } from './system-calls.ts';

/** What `npm run bench -- against` compares of this commit. A name stands for the same work in every commit. */

export { longRuns } from './long-runs.ts';

/** Cases of one run of a campaign's workload: few, so that the commits take turns often. */
const CASES = 500;
const SIZES: readonly (readonly [string, number])[] = [
  ['1 B', 1],
  ['4 KiB', 4096],
];
const DIRECTIONS = [false, true];

/** A workload by its name. */
class Named implements NamedWorkload {
  readonly name: string;
  readonly each: number;
  readonly #workload: Workload;

  constructor(name: string, each: number, workload: Workload) {
    this.name = name;
    this.each = each;
    this.#workload = workload;
  }

  run(count: number): number | Promise<number> {
    return this.#workload.run(count);
  }
}

/** The stages of cases of 25 operations, and `irpcheck run article`. */
export function campaigns(): NamedWorkload[] {
  const stages = stagesOf(fixedLength(), CASES);
  return [
    ...stages.map((stage) => new Named(`cases of ${FIXED_OPS} operations ${stage.label}`, CASES, stage)),
    new Named('run article', CASES, new WholeRun(CASES)),
  ];
}

/** System calls of one size, whose bytes are looked at after each run. */
class CheckedCalls extends SystemCalls {
  readonly #expected: string;

  constructor(...parameters: ConstructorParameters<typeof SystemCalls>) {
    super(...parameters);
    this.#expected = checksum(parameters[0]);
  }

  override run(count: number): number {
    const ms = super.run(count);
    if (this.movedBytes > 0 && checksum(this.destination()) !== this.#expected) {
      throw new Error(`${this.label}: the bytes are not where they belong`);
    }
    return ms;
  }
}

/** Reads and writes in every mode, of a byte and of a page. */
export function roundTrips(): NamedWorkload[] {
  return SIZES.flatMap(([size, lengthBytes]) =>
    DIRECTIONS.flatMap((write) =>
      BUFFERING_MODES.map((mode) => {
        const calls = new CheckedCalls(pattern(lengthBytes), mode, write);
        return new Named(`${calls.label} ${size}`, 1, calls);
      }),
    ),
  );
}
