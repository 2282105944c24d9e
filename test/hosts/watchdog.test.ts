import { expect, it } from 'vitest';
import { TICK_MS, Watchdog } from '../../src/hosts/watchdog.ts';

it('barks after as many looks at a counter that stands still as the limit has room for', () => {
  const watchdog = new Watchdog(() => 7, 3 * TICK_MS);
  expect([watchdog.tick(), watchdog.tick(), watchdog.tick(), watchdog.tick()]).toEqual([
    false,
    false,
    true,
    true,
  ]);
});

it('a counter that moves starts the wait anew', () => {
  let count = 0;
  const watchdog = new Watchdog(() => count, 2 * TICK_MS);
  expect(watchdog.tick()).toBe(false);
  count += 1;
  expect(watchdog.tick()).toBe(false);
  expect(watchdog.tick()).toBe(false);
  expect(watchdog.tick()).toBe(true);
});

it.each([0, 1, TICK_MS])('a limit of %i ms is one look', (limitMs) => {
  expect(new Watchdog(() => 0, limitMs).tick()).toBe(true);
});

it('a limit between two looks is rounded up', () => {
  const watchdog = new Watchdog(() => 0, TICK_MS + 1);
  expect([watchdog.tick(), watchdog.tick()]).toEqual([false, true]);
});
