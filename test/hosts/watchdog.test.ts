import { expect, it } from 'vitest';
import { type Stillness, TICK_MS, Watchdog } from '../../src/hosts/watchdog.ts';

/** Looks at a counter, each some time after the last one, with some processor time used meanwhile. */
class Looks {
  count = 0;
  readonly #watchdog: Watchdog;
  #usedMs = 0;
  #nowMs = 0;

  constructor(limitMs: number | (() => number)) {
    this.#watchdog = new Watchdog(() => this.count, limitMs, {
      usedMs: () => this.#usedMs,
      nowMs: () => this.#nowMs,
    });
  }

  look(usedMs: number, afterMs = TICK_MS): Stillness | null {
    this.#usedMs += usedMs;
    this.#nowMs += afterMs;
    return this.#watchdog.tick();
  }

  /** So many looks that are the same; how many there were before there was something to say, and that. */
  until(most: number, usedMs: number, afterMs = TICK_MS): [number, Stillness | null] {
    for (let looks = 1; looks <= most; looks += 1) {
      const stillness = this.look(usedMs, afterMs);
      if (stillness !== null) return [looks, stillness];
    }
    return [most, null];
  }
}

it('what runs is taken to hang once it has used as much processor time as the limit', () => {
  expect(new Looks(5_000).until(1_000, TICK_MS)).toEqual([100, 'runs']);
});

it('on a machine that is four times busier that takes four times as long', () => {
  expect(new Looks(5_000).until(1_000, TICK_MS / 4)).toEqual([400, 'runs']);
});

it('a counter that moves starts the count anew', () => {
  const looks = new Looks(1_000);
  expect(looks.until(19, TICK_MS)).toEqual([19, null]);
  looks.count += 1;
  expect(looks.look(TICK_MS)).toBeNull();
  expect(looks.until(100, TICK_MS)).toEqual([20, 'runs']);
});

it('the limit may change', () => {
  let limitMs = 10_000;
  const looks = new Looks(() => limitMs);
  expect(looks.until(60, TICK_MS)).toEqual([60, null]);
  limitMs = 1_000;
  expect(looks.look(TICK_MS)).toBe('runs');
});

it('what uses no processor time waits, if every look was on time', () => {
  expect(new Looks(5_000).until(1_000, 0)).toEqual([400, 'waits']);
  expect(new Looks(50).until(1_000, 0)).toEqual([40, 'waits']);
});

it('what uses some now and then does not', () => {
  const looks = new Looks(50_000);
  for (let round = 0; round < 5; round += 1) {
    expect(looks.until(399, 0)).toEqual([399, null]);
    expect(looks.look(TICK_MS)).toBeNull();
  }
});

it('of a machine that has no time nothing can be said', () => {
  expect(new Looks(5_000).until(10_000, 0, 3 * TICK_MS)).toEqual([2_400, 'no-time']);
  expect(new Looks(100_000).until(100_000, 0, 3 * TICK_MS)).toEqual([40_000, 'no-time']);
});
