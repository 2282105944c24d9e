import type { Asking } from '../asking.ts';
import { attemptNumbers, isAmount, positiveSlots } from '../attempt-numbers.ts';
import { MAX_NUMBERS_TO_MOVE } from '../limits.ts';
import { takeAmount } from '../lower.ts';
import { type Slot, slotsOf } from '../numbers.ts';
import type { Search } from '../search.ts';

/** All numbers one by one, and those above 0 that are equal to others together. */
function sources(slots: readonly Slot[]): (readonly Slot[])[] {
  const values = new Set(slots.map(({ value }) => value));
  const groups = [...values]
    .filter((value) => value > 0n)
    .map((value) => slots.filter((slot) => slot.value === value));
  return [...slots.map((slot) => [slot]), ...groups.filter(({ length }) => length > 1)];
}

function* moveAmount(search: Search, from: readonly Slot[], to: readonly Slot[]): Asking<boolean> {
  const most = from[0]?.value ?? 0n;
  let taken = 0n;
  yield* takeAmount(most, function* (amount) {
    const total = taken + amount;
    const change = (slot: Slot): bigint => (from.includes(slot) ? slot.value - total : slot.value + total);
    if (!(yield* attemptNumbers(search, [...from, ...to], change))) return false;
    taken = total;
    return true;
  });
  return taken > 0n;
}

/** Moves an amount from the first of the sources that can give some, to the first that can take it. */
function* moveOne(search: Search, all: readonly (readonly Slot[])[]): Asking<boolean> {
  for (const from of all) {
    for (const to of all) {
      if (to.some((slot) => from.includes(slot))) continue;
      if (yield* moveAmount(search, from, to)) return true;
    }
  }
  return false;
}

/**
 * Moves amounts from a number, or from several equal ones, to others wherever that is simpler: of all ways
 * to reach a sum the one with the earlier number lowest remains.
 */
export function* moveAmounts(search: Search): Asking<void> {
  for (;;) {
    if (positiveSlots(search).length > MAX_NUMBERS_TO_MOVE) return;
    const all = sources(slotsOf(search.ops).filter(isAmount));
    if (!(yield* moveOne(search, all))) return;
  }
}
