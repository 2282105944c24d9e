import type { Asking } from '../asking.ts';
import { attemptNumbers, isAmount, positiveSlots } from '../attempt-numbers.ts';
import { MAX_NUMBERS_TO_MOVE } from '../limits.ts';
import { takeAmount } from '../lower.ts';
import { type Slot, slotsOf } from '../numbers.ts';
import type { Search } from '../search.ts';

/** Numbers this far apart at most move together. */
const NEAR = 1n;

/** All numbers one by one, and those above 0 that are equal to others, or next to them, together. */
function sources(slots: readonly Slot[]): (readonly Slot[])[] {
  const values = [...new Set(slots.map(({ value }) => value))].filter((value) => value > 0n);
  const groups = [0n, NEAR].flatMap((distance) =>
    values.map((value) => slots.filter((slot) => slot.value >= value && slot.value <= value + distance)),
  );
  const distinct = new Map(groups.map((group) => [group.map((slot) => slots.indexOf(slot)).join(), group]));
  return [...slots.map((slot) => [slot]), ...[...distinct.values()].filter(({ length }) => length > 1)];
}

function leastOf(slots: readonly Slot[]): bigint {
  return slots.map(({ value }) => value).reduce((least, value) => (value < least ? value : least));
}

function* moveAmount(search: Search, from: readonly Slot[], to: readonly Slot[]): Asking<boolean> {
  const most = leastOf(from);
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
      const others = from.filter((slot) => !to.includes(slot));
      if (others.length > 0 && (yield* moveAmount(search, others, to))) return true;
    }
  }
  return false;
}

/**
 * Moves amounts from a number, or from several equal or neighbouring ones, to others wherever that is simpler: of all
 * ways to reach a sum the one with the shortest transfers, and then the earlier number lowest, remains.
 */
export function* moveAmounts(search: Search): Asking<void> {
  for (;;) {
    if (positiveSlots(search).length > MAX_NUMBERS_TO_MOVE) return;
    const all = sources(slotsOf(search.ops).filter(isAmount));
    if (!(yield* moveOne(search, all))) return;
  }
}
