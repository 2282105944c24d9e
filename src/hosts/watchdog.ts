/** Milliseconds between two looks at the counter. */
export const TICK_MS = 50;

/**
 * Notices that a counter stands still. Time is counted in looks that took place: a machine that slept, or was too
 * busy to look, is no driver that hangs.
 */
export class Watchdog {
  readonly #read: () => number;
  readonly #limitTicks: number;
  #last: number;
  #still = 0;

  /** @param limitMs how long the counter may stand still, milliseconds */
  constructor(read: () => number, limitMs: number) {
    this.#read = read;
    this.#limitTicks = Math.max(1, Math.ceil(limitMs / TICK_MS));
    this.#last = read();
  }

  /** To be called every TICK_MS. True once the counter has stood still for too long. */
  tick(): boolean {
    const now = this.#read();
    if (now === this.#last) this.#still += 1;
    else this.#still = 0;
    this.#last = now;
    return this.#still >= this.#limitTicks;
  }
}
