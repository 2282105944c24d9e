import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVitest } from 'vitest/node';
import { mutated } from './sample.js';

/** One after the other, in the order given. */
class AsGiven {
  sort(files) {
    return files;
  }

  shard(files) {
    return files;
  }
}

/** The unit lane's settings, for one file after the other in one process, up to the first failure. */
const SETTINGS = {
  config: false,
  watch: false,
  include: ['test/**/*.test.ts'],
  pool: 'forks',
  isolate: false,
  fileParallelism: false,
  maxWorkers: 1,
  bail: 1,
  // What allocates without an end does not take the machine's memory with it.
  execArgv: ['--max-old-space-size=1024'],
  env: { GITHUB_ACTIONS: '', GITHUB_STEP_SUMMARY: '' },
  expect: { requireAssertions: true },
  setupFiles: [fileURLToPath(new URL('watchdog.js', import.meta.url))],
  sequence: { sequencer: AsGiven },
  // The watchdog is what ends a test, since it can.
  testTimeout: 600_000,
  hookTimeout: 600_000,
  reporters: [{}],
};

/** Runs tests, in a process of their own, on sources of which one holds a mutant or none does. */
export class Runner {
  #root;
  #vitest;
  #mutant = null;

  constructor(root) {
    this.#root = root;
  }

  static async start(root) {
    const runner = new Runner(root);
    const load = (id) => runner.#load(id);
    const plugins = [{ name: 'irpcheck:mutant', enforce: 'pre', load }];
    const server = { configFile: false, logLevel: 'silent', plugins };
    runner.#vitest = await createVitest('test', { ...SETTINGS, root }, server);
    return runner;
  }

  /**
   * The tests that failed, and whether their process died: of no memory left, or of the watchdog where a test took
   * longer than `patience` milliseconds.
   */
  async run(tests, patience, mutant) {
    const vitest = this.#vitest;
    const project = vitest.getRootProject();
    // What earlier runs came to is kept otherwise, and given as this one's.
    vitest.state.filesMap.clear();
    vitest.provide('patience', patience);
    this.#replace(mutant);
    try {
      const { testModules, unhandledErrors } = await vitest.runTestSpecifications(
        tests.map((test) => project.createSpecification(join(this.#root, test))),
      );
      const failed = testModules.filter((module) => module.state() === 'failed');
      return {
        failed: failed.map(({ moduleId }) => relative(this.#root, moduleId)),
        died: unhandledErrors.length > 0,
      };
    } finally {
      this.#replace(null);
    }
  }

  stop() {
    return this.#vitest.close();
  }

  #replace(mutant) {
    for (const changed of [this.#mutant, mutant]) {
      if (changed !== null) this.#vitest.invalidateFile(join(this.#root, changed.file));
    }
    this.#mutant = mutant;
  }

  #load(id) {
    const mutant = this.#mutant;
    return mutant !== null && id === join(this.#root, mutant.file) ? mutated(mutant, this.#root) : null;
  }
}
