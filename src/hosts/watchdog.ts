/** Milliseconds between two looks at the counter. */
export const TICK_MS = 50;

/** What a watchdog measures by. */
export interface Meter {
  /** Processor time that whoever is watched has used, milliseconds from any start. */
  usedMs(): number;
  /** Milliseconds from any start. Tells looks that were on time from late ones, nothing else. */
  nowMs(): number;
}

/**
 * Why a counter stands still: whoever moves it uses the processor and does not come back, or it waits for something
 * while the machine has time for it, or the machine may just have none.
 */
export type Stillness = 'runs' | 'waits' | 'no-time';

/** The part of a look's time that counts as using the processor. */
const IDLE_SHARE = 0.1;
/** A look that comes later than this shows a machine that is busy. */
const LATE_MS = 2 * TICK_MS;
/** Idle looks on time in a row, as a multiple of the limit and at least, after which it is taken to wait for ever. */
const WAITS_TIMES = 4;
const WAITS_AT_LEAST_MS = 2_000;
/** Looks, as a multiple of the limit and at least, after which nothing can be said. */
const NO_TIME_TIMES = 20;
const NO_TIME_AT_LEAST_MS = 120_000;

/**
 * Notices that a counter stands still. What counts is the processor time that is used meanwhile: a machine that is
 * busy or asleep gives none. Where none is used, looks are counted that came on time: who could run is not kept
 * from it then.
 */
export class Watchdog {
  readonly #read: () => number;
  readonly #limitMs: () => number;
  readonly #meter: Meter;
  #last: number;
  #usedAtStart: number;
  #used: number;
  #now: number;
  #looks = 0;
  #idleLooks = 0;

  /** @param limitMs processor time that may be used while the counter stands still, milliseconds */
  constructor(read: () => number, limitMs: number | (() => number), meter: Meter) {
    this.#read = read;
    this.#limitMs = typeof limitMs === 'number' ? () => limitMs : limitMs;
    this.#meter = meter;
    this.#last = read();
    this.#used = meter.usedMs();
    this.#usedAtStart = this.#used;
    this.#now = meter.nowMs();
  }

  /** To be called every TICK_MS. Null while there is nothing to say. */
  tick(): Stillness | null {
    const count = this.#read();
    const used = this.#meter.usedMs();
    const now = this.#meter.nowMs();
    const spentMs = used - this.#used;
    const isLate = now - this.#now > LATE_MS;
    this.#used = used;
    this.#now = now;
    if (count !== this.#last) {
      this.#last = count;
      this.#usedAtStart = used;
      this.#looks = 0;
      this.#idleLooks = 0;
      return null;
    }
    const limitMs = this.#limitMs();
    this.#looks += 1;
    if (used - this.#usedAtStart >= limitMs) return 'runs';
    if (spentMs > IDLE_SHARE * TICK_MS) this.#idleLooks = 0;
    else if (!isLate) this.#idleLooks += 1;
    const looksOf = (times: number, leastMs: number): number => Math.max(leastMs, times * limitMs) / TICK_MS;
    if (this.#idleLooks >= looksOf(WAITS_TIMES, WAITS_AT_LEAST_MS)) return 'waits';
    return this.#looks >= looksOf(NO_TIME_TIMES, NO_TIME_AT_LEAST_MS) ? 'no-time' : null;
  }
}
