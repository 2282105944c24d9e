import type { Asking } from '../asking.ts';
import { attemptNumbers, positiveSlots } from '../attempt-numbers.ts';
import { lowerInteger } from '../lower.ts';
import type { Slot } from '../numbers.ts';
import type { Search } from '../search.ts';

/** Numbers this far apart at most count as near each other. */
const NEAR = 4n;

/** Lowers numbers by the same amount each, the smallest of them down to 0 at most. */
function* lowerBySame(search: Search, slots: readonly Slot[]): Asking<void> {
  const least = slots.reduce((low, { value }) => (value < low ? value : low), slots[0]?.value ?? 0n);
  yield* lowerInteger(least, (rest) => attemptNumbers(search, slots, ({ value }) => value - (least - rest)));
}

/** Lowers all numbers that are equal, and all that are near each other, by the same amount. */
export function* lowerGroups(search: Search): Asking<void> {
  const tried = new Set<string>();
  for (const { value } of positiveSlots(search)) {
    for (const distance of [0n, NEAR]) {
      const group = positiveSlots(search).filter(
        (slot) => slot.value >= value - distance && slot.value <= value + distance,
      );
      const key = JSON.stringify(group.map(({ op, field }) => [op, field.key]));
      if (group.length < 2 || tried.has(key)) continue;
      tried.add(key);
      yield* lowerBySame(search, group);
    }
  }
}
