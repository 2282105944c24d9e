import fc from 'fast-check';
import { runCampaign } from '../src/campaign/campaign.js';
import { CaseRunner } from '../src/campaign/case-runner.js';
import { Executor } from '../src/campaign/execute.js';
import { modeOf, profileOf, traceOf } from '../src/campaign/generation.js';
import { decodeCase } from '../src/properties/arbitraries/decode-case.js';
import { generateCase } from '../src/properties/arbitraries/generate-case.js';
import { MAX_WORD } from '../src/properties/arbitraries/word.js';
import { findSubject } from '../src/subjects/index.js';
import { BUFFERING_MODES } from '../src/trace/trace.js';
import { BenchMachine } from './bench-machine.js';
import { checksum, pattern } from './measure.js';
import { SystemCalls } from './system-calls.js';

// The bench/workloads.js of a commit that has no bench/workloads.ts: those whose bench keeps the stages of a campaign
// to itself and restarts the machine of SystemCalls as it likes. It is put into their compiled bench as it stands,
// which is why it is JavaScript: the paths are theirs. What the names stand for is what they stand for in
// bench/workloads.ts.

const SEED = 1;
const CASES = 500;
const FIXED_OPS = 25;
const SIZES = [
  ['1 B', 1],
  ['4 KiB', 4096],
];
const DIRECTIONS = [false, true];
const AROUND = 50;
const EARLY = 100;
const LATE = 5000;

const subject = findSubject('article');

function fixedLength() {
  const word = fc.integer({ min: 0, max: MAX_WORD });
  const words = fc.array(fc.tuple(word, word), { minLength: FIXED_OPS, maxLength: FIXED_OPS, size: 'max' });
  const profile = profileOf(subject);
  return fc
    .tuple(word, word, words)
    .map(([swarmWord, machineWord, pairs]) => decodeCase(swarmWord, machineWord, pairs, profile));
}

class Stage {
  each = CASES;
  result = 0;
  #arbitrary;
  #work;

  constructor(label, arbitrary, work) {
    this.name = `cases of ${FIXED_OPS} operations ${label}`;
    this.#arbitrary = arbitrary;
    this.#work = work;
  }

  run(count) {
    const start = performance.now();
    for (let each = 0; each < count; each += 1) {
      for (let caseIndex = 0; caseIndex < CASES; caseIndex += 1) {
        const { value } = generateCase(this.#arbitrary, SEED, caseIndex);
        const mode = modeOf(subject.modes, caseIndex);
        this.result += this.#work(traceOf(subject.name, mode, value, SEED, caseIndex));
      }
    }
    return performance.now() - start;
  }
}

class WholeRun {
  name = 'run article';
  each = CASES;

  async run(count) {
    const start = performance.now();
    for (let each = 0; each < count; each += 1) {
      const { conclusion } = await runCampaign({ subject, modes: subject.modes, cases: CASES, seed: SEED });
      if (conclusion !== 'conforms') throw new Error(`the campaign ended with ${conclusion}`);
    }
    return performance.now() - start;
  }
}

export function campaigns() {
  const arbitrary = fixedLength();
  const executor = new Executor(subject);
  const runner = new CaseRunner(subject);
  return [
    new Stage('generated', arbitrary, (trace) => trace.ops.length),
    new Stage('and executed', arbitrary, (trace) => executor.execute(trace).calls.length),
    new Stage('and judged', arbitrary, (trace) => runner.run(trace).judgement.verdicts.length),
    new WholeRun(),
  ];
}

class RoundTrips {
  each = 1;
  #calls;
  #expected;

  constructor(size, data, mode, write) {
    this.#calls = new SystemCalls(data, mode, write);
    this.#expected = checksum(data);
    this.name = `${this.#calls.label} ${size}`;
  }

  run(count) {
    const ms = this.#calls.run(count);
    if (this.#calls.movedBytes > 0 && checksum(this.#calls.destination()) !== this.#expected) {
      throw new Error(`${this.#calls.label}: the bytes are not where they belong`);
    }
    return ms;
  }
}

export function roundTrips() {
  return SIZES.flatMap(([size, lengthBytes]) =>
    DIRECTIONS.flatMap((write) =>
      BUFFERING_MODES.map((mode) => new RoundTrips(size, pattern(lengthBytes), mode, write)),
    ),
  );
}

// SystemCalls restarts its machine before at most 1,000 calls; a long run does without.
let goesOn = false;
const { restart } = BenchMachine.prototype;
BenchMachine.prototype.restart = function () {
  if (!goesOn) restart.call(this);
};

class RequestGrowth {
  #calls;

  constructor(mode, write) {
    this.#calls = new SystemCalls(pattern(4096), mode, write);
    this.name = this.#calls.label;
  }

  growth() {
    const calls = this.#calls;
    calls.run(EARLY - AROUND);
    goesOn = true;
    try {
      const early = calls.run(2 * AROUND);
      calls.run(LATE - EARLY - 2 * AROUND);
      return calls.run(2 * AROUND) / early;
    } finally {
      goesOn = false;
    }
  }
}

export function longRuns() {
  return DIRECTIONS.flatMap((write) => BUFFERING_MODES.map((mode) => new RequestGrowth(mode, write)));
}
