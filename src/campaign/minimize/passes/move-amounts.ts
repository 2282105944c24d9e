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

function moveAmount(search: Search, from: readonly Slot[], to: readonly Slot[]): boolean {
  const most = from[0]?.value ?? 0n;
  let taken = 0n;
  takeAmount(most, (amount) => {
    const total = taken + amount;
    const change = (slot: Slot): bigint => (from.includes(slot) ? slot.value - total : slot.value + total);
    if (!attemptNumbers(search, [...from, ...to], change)) return false;
    taken = total;
    return true;
  });
  return taken > 0n;
}

/**
 * Moves amounts from a number, or from several equal ones, to others wherever that is simpler: of all ways
 * to reach a sum the one with the earlier number lowest remains.
 */
export function moveAmounts(search: Search): void {
  for (;;) {
    if (positiveSlots(search).length > MAX_NUMBERS_TO_MOVE) return;
    const all = sources(slotsOf(search.ops).filter(isAmount));
    const moved = all.some((from) =>
      all.some((to) => !to.some((slot) => from.includes(slot)) && moveAmount(search, from, to)),
    );
    if (!moved) return;
  }
}
