// What ends a run of tests that never comes back: on a busy machine the process of the tests, or what speaks for it, may
// be lost without a word, and with it all that this process waits for.

/** Milliseconds that a run takes besides its tests, on a busy machine: starting a process, transforming sources. */
const OVERHEAD = 300_000;

/** Milliseconds that a runner may take to end. */
const ENDING = 30_000;

/** How often a run is tried, each time in another process: one that is late may have been late by chance. */
const ATTEMPTS = 2;

/** Milliseconds of a run of so many files, of which the watchdog ends a test after `patience`. */
export function deadlineOf(files, patience) {
  return OVERHEAD + files * patience;
}

/** What the work comes to, or null where that takes longer. Late failures are nobody's. */
async function inTime(work, milliseconds) {
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, milliseconds, null);
  });
  work.catch(() => {});
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A runner whose runs end: what is late is run again by another one, and a second time counts as the tests' death. */
export class TimedRunner {
  #start;
  #runner;
  #late = [];

  constructor(start, runner) {
    this.#start = start;
    this.#runner = runner;
  }

  /** `start` starts a runner. */
  static async start(start) {
    return new TimedRunner(start, await start());
  }

  /** As the runner's; `died` also where its tests did not end by themselves. */
  async run(tests, patience, mutant) {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const work = this.#runner.run(tests, patience, mutant);
      const outcome = await inTime(work, deadlineOf(tests.length, patience));
      if (outcome !== null) return outcome;
      this.#late.push(this.#runner);
      this.#runner = await this.#start();
    }
    return { failed: [], died: true };
  }

  /** Ends all that it started: late ones too, at the end alone, for what they stop others use. */
  async stop() {
    for (const runner of [this.#runner, ...this.#late]) await inTime(runner.stop(), ENDING);
  }
}
