/** A choice made on the way: `chosen` of the numbers below `count`. */
interface Digit {
  readonly count: number;
  chosen: number;
}

/**
 * Counts through every way in which a computation can choose, the last choice fastest: run it, `choose` in it, and run
 * it again while there is a `next` way. How many choices there are, and of how many numbers, may depend on those before.
 */
export class Odometer {
  readonly #digits: Digit[] = [];
  #at = 0;

  /**
   * A number from 0, below `count`, which is at least 1.
   *
   * @throws RangeError where the computation did not choose alike after the same choices
   */
  choose(count: number): number {
    const at = this.#at;
    this.#at += 1;
    const digit = this.#digits[at];
    if (digit === undefined) {
      this.#digits.push({ count, chosen: 0 });
      return 0;
    }
    if (digit.count !== count)
      throw new RangeError(`choice ${at}: of ${count}, and of ${digit.count} before`);
    return digit.chosen;
  }

  /** Moves on to the next way. False, and back to the first way, once there is none. */
  next(): boolean {
    this.#at = 0;
    for (let last = this.#digits.pop(); last !== undefined; last = this.#digits.pop()) {
      if (last.chosen + 1 === last.count) continue;
      this.#digits.push({ count: last.count, chosen: last.chosen + 1 });
      return true;
    }
    return false;
  }
}
