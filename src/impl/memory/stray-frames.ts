import { PAGE_SHIFT, PAGE_SIZE } from '../../nt/page.ts';
import type { Memory } from './memory.ts';
import type { Pool } from './pool.ts';

/**
 * The frames that a driver reaches though nobody locked them for it: those of an MDL that it changed. What they hold
 * must not be of an earlier run, nor what it writes there be seen in a later one. Other frames are filled when they are
 * given to somebody.
 */
export class StrayFrames {
  readonly #memory: Memory;
  readonly #pool: Pool;
  /** By frame: the run in which it was last given to somebody, or filled because it was not. */
  readonly #givenIn: Uint32Array;
  /** Frames of pool that were reached in this run. */
  readonly #pooled: number[] = [];
  #run = 1;

  constructor(memory: Memory, pool: Pool) {
    this.#memory = memory;
    this.#pool = pool;
    this.#givenIn = new Uint32Array(memory.frameCount);
  }

  /** Somebody is given a frame of user memory, and fills it. */
  given(frame: number): void {
    this.#givenIn[frame] = this.#run;
  }

  /** A driver maps a frame that nobody locked. */
  reached(frame: number): void {
    if (this.#pool.hasFrame(frame)) {
      this.#pooled.push(frame);
      return;
    }
    if (this.#givenIn[frame] === this.#run) return;
    this.#memory.u8.fill(0, frame << PAGE_SHIFT, (frame << PAGE_SHIFT) + PAGE_SIZE);
    this.#givenIn[frame] = this.#run;
  }

  /** As after a restart. The pool has forgotten its blocks before. */
  reset(): void {
    for (const frame of this.#pooled) this.#pool.poisonFrame(frame);
    this.#pooled.length = 0;
    this.#run += 1;
  }
}
