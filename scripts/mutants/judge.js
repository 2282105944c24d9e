import { availableParallelism } from 'node:os';
import { TimedRunner } from './deadline.js';
import { Runner } from './runner.js';

/** More would wait for the one process that gives all of them the sources. */
const MOST_RUNNERS = 4;

/**
 * How many unit tests are run at a time: a run that fails loads the rest of its files all the same, so the nearest
 * tests, which notice nine mutants of ten, come in small runs.
 */
const ENDS = [3, 12, 40, Number.POSITIVE_INFINITY];

/** Milliseconds that a test may take on a busy machine. One of the laws may take most of a minute on an idle one. */
const PATIENCE = { unit: 15_000, laws: 240_000 };

/** What is run at a time for a mutant: all of its unit tests, and then the laws of its folder, one file after the other. */
function runsOf({ unit, laws }) {
  const begins = [0, ...ENDS].filter((begin) => begin < unit.length);
  return [
    ...begins.map((begin, stage) => ({ tests: unit.slice(begin, ENDS[stage]), patience: PATIENCE.unit })),
    ...laws.map((test) => ({ tests: [test], patience: PATIENCE.laws })),
  ];
}

/** Tests that are known to pass where nothing is mutated: those alone can tell that a mutant was noticed. */
class Trust {
  #trusted = new Set();
  #isGiven;

  /** @param isGiven whether all are said to pass */
  constructor(isGiven) {
    this.#isGiven = isGiven;
  }

  async check(runner, tests, patience) {
    if (this.#isGiven) return;
    const unknown = tests.filter((test) => !this.#trusted.has(test));
    if (unknown.length === 0) return;
    const { failed, died } = await runner.run(unknown, patience, null);
    if (failed.length > 0) throw new Error(`${failed.join(', ')}: fails without any mutant`);
    if (died) throw new Error(`${unknown.join(', ')}: the process of the tests ends without any mutant`);
    for (const test of unknown) this.#trusted.add(test);
  }
}

/** Whether any of the tests notices the mutant: one fails, or they do not end, which is a kill by timeout. */
async function isKilled(runner, mutant, runs, trust) {
  for (const { tests, patience } of runs) {
    const { failed, died } = await runner.run(tests, patience, mutant);
    if (failed.length === 0 && !died) continue;
    await trust.check(runner, failed.length > 0 ? failed : tests, patience);
    return true;
  }
  return false;
}

/**
 * Judges mutants, several at a time. `testsOf` gives the unit tests and the laws of a source, each in the order in which
 * to run them; `onJudged` is told each mutant, and whether it was killed, as soon as that is known. Fails where a test
 * that noticed a mutant does not pass without it, unless all are `trusted`.
 */
export async function judge(mutants, testsOf, { root, trusted, onJudged }) {
  const trust = new Trust(trusted);
  const count = Math.min(availableParallelism(), MOST_RUNNERS, mutants.length);
  const runners = await Promise.all(
    Array.from({ length: count }, () => TimedRunner.start(() => Runner.start(root))),
  );
  let taken = 0;
  const work = async (runner) => {
    while (taken < mutants.length) {
      const mutant = mutants[taken];
      taken += 1;
      onJudged(mutant, await isKilled(runner, mutant, runsOf(testsOf(mutant.file)), trust));
    }
  };
  const stopAll = (error) => {
    taken = mutants.length;
    throw error;
  };
  const ends = await Promise.allSettled(runners.map((runner) => work(runner).catch(stopAll)));
  // All at the end: what one of them stops, such as the compiler of sources, the others use too.
  for (const runner of runners) await runner.stop();
  for (const { reason } of ends.filter(({ status }) => status === 'rejected')) throw reason;
}
