import { availableParallelism } from 'node:os';
import { Runner } from './runner.js';

/** More would wait for the one process that gives all of them the sources. */
const MOST_RUNNERS = 4;

/**
 * How many tests are run at a time: a run that fails loads the rest of its files all the same, so the nearest tests,
 * which notice nine mutants of ten, come in small runs.
 */
const ENDS = [3, 12, 40, Number.POSITIVE_INFINITY];

/** Tests that are known to pass where nothing is mutated: those alone can tell that a mutant was noticed. */
class Trust {
  #trusted = new Set();

  async check(runner, tests) {
    const unknown = tests.filter((test) => !this.#trusted.has(test));
    if (unknown.length === 0) return;
    const { failed, died } = await runner.run(unknown, null);
    if (failed.length > 0) throw new Error(`${failed.join(', ')}: fails without any mutant`);
    if (died) throw new Error(`${unknown.join(', ')}: the process of the tests ends without any mutant`);
    for (const test of unknown) this.#trusted.add(test);
  }
}

/** Whether any of the tests notices the mutant: one fails, or they do not end. */
async function isKilled(runner, mutant, tests, trust) {
  for (let begin = 0, stage = 0; begin < tests.length; begin = ENDS[stage], stage += 1) {
    const some = tests.slice(begin, ENDS[stage]);
    const { failed, died } = await runner.run(some, mutant);
    if (failed.length === 0 && !died) continue;
    await trust.check(runner, failed.length > 0 ? failed : some);
    return true;
  }
  return false;
}

/**
 * Judges mutants, several at a time, and gives the survivors in the order of the sample. `testsOf` gives the tests of
 * a source in the order in which to run them; `onJudged` is told how many were judged and killed so far. Fails where
 * a test that noticed a mutant does not pass without it.
 */
export async function judge(mutants, testsOf, { root, onJudged }) {
  const trust = new Trust();
  const survived = new Set();
  let taken = 0;
  let judged = 0;
  const work = async () => {
    const runner = await Runner.start(root);
    try {
      while (taken < mutants.length) {
        const mutant = mutants[taken];
        taken += 1;
        if (!(await isKilled(runner, mutant, testsOf(mutant.file), trust))) survived.add(mutant);
        judged += 1;
        onJudged(judged, judged - survived.size);
      }
    } finally {
      await runner.stop();
    }
  };
  const stopAll = (error) => {
    taken = mutants.length;
    throw error;
  };
  const runners = Math.min(availableParallelism(), MOST_RUNNERS, mutants.length);
  const ends = await Promise.allSettled(Array.from({ length: runners }, () => work().catch(stopAll)));
  for (const { reason } of ends.filter(({ status }) => status === 'rejected')) throw reason;
  return mutants.filter((mutant) => survived.has(mutant));
}
