import type { Restraint } from '../execution/case-loop.ts';
import type { TallyPart } from '../execution/tally.ts';
import type { SegmentPart } from './segment-run.ts';

/**
 * Executes a segment.
 *
 * @param isStopped whether to stop before its end, asked before each block
 * @param onBlock told what was counted since the last time
 */
export type ExecuteSegment = (
  without: Restraint['without'],
  isStopped: () => boolean,
  onBlock: (counts: TallyPart) => void,
) => Promise<SegmentPart | null>;

/** What the first segment says of all others. */
interface FoundOut {
  /** Whether the others are executed at all. */
  readonly goesOn: boolean;
  /** What is left out of them. */
  readonly without: Restraint['without'];
}

/**
 * What the first segment of a campaign finds out, which the others depend on. Meanwhile they are executed as if it left
 * nothing out, which is so of most drivers, and once more where that proves wrong: nobody waits, no result changes.
 */
export class FirstSegment {
  readonly #ended: Promise<FoundOut>;
  #resolve: (found: FoundOut) => void = () => {};
  #known: FoundOut | null = null;

  constructor() {
    this.#ended = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  /** @param part null when it was stopped before its end */
  end(part: SegmentPart | null): void {
    this.#known = { goesOn: part !== null && !part.ended, without: part?.without ?? [] };
    this.#resolve(this.#known);
  }

  /**
   * Executes a segment that depends on it. Null where it is not executed to its end.
   *
   * @param onBlock told only what counts
   */
  async segment(execute: ExecuteSegment, onBlock: (counts: TallyPart) => void): Promise<SegmentPart | null> {
    if (this.#known === null) {
      const held: TallyPart[] = [];
      const release = (): void => held.splice(0).forEach(onBlock);
      const executed = execute(
        [],
        () => this.#leavesNothingOut() === false,
        (counts) => {
          held.push(counts);
          if (this.#leavesNothingOut() === true) release();
        },
      );
      // A failure in what should not have been executed is none.
      const [ahead] = await Promise.allSettled([executed]);
      await this.#ended;
      if (this.#leavesNothingOut() === true) {
        release();
        if (ahead.status === 'rejected') throw ahead.reason;
        return ahead.value;
      }
    }
    const { goesOn, without } = await this.#ended;
    return goesOn ? await execute(without, () => false, onBlock) : null;
  }

  /** Null while it is not known. */
  #leavesNothingOut(): boolean | null {
    return this.#known === null ? null : this.#known.goesOn && this.#known.without.length === 0;
  }
}
