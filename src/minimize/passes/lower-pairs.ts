import type { Asking } from '../asking.ts';
import { attemptNumbers, positiveSlots } from '../attempt-numbers.ts';
import { MAX_NUMBERS } from '../limits.ts';
import { lowerInteger, takeAmount } from '../lower.ts';
import type { Slot } from '../numbers.ts';
import type { Search } from '../search.ts';

function pairs(slots: readonly Slot[]): (readonly [Slot, Slot])[] {
  return slots.flatMap((first, index) => slots.slice(index + 1).map((second) => [first, second] as const));
}

/** Lowers two numbers by the same amount. */
function* lowerBySame(search: Search, pair: readonly [Slot, Slot]): Asking<boolean> {
  const [first, second] = pair;
  const least = first.value < second.value ? first.value : second.value;
  let taken = 0n;
  yield* takeAmount(least, function* (amount) {
    const total = taken + amount;
    if (!(yield* attemptNumbers(search, pair, ({ value }) => value - total))) return false;
    taken = total;
    return true;
  });
  return taken > 0n;
}

/** Lowers two numbers that have a common divisor and keeps their ratio. */
function* lowerInProportion(search: Search, pair: readonly [Slot, Slot]): Asking<boolean> {
  let [divisor, rest] = [pair[0].value, pair[1].value];
  while (rest > 0n) [divisor, rest] = [rest, divisor % rest];
  if (divisor === 1n) return false;
  const times = yield* lowerInteger(divisor, (fewer) =>
    attemptNumbers(search, pair, ({ value }) => (value / divisor) * fewer),
  );
  return times < divisor;
}

/** Lowers any two numbers together: by the same amount, in proportion. */
export function* lowerPairs(search: Search): Asking<void> {
  for (;;) {
    const slots = positiveSlots(search);
    if (slots.length > MAX_NUMBERS) return;
    let lowered = false;
    for (const pair of pairs(slots)) {
      lowered = (yield* lowerBySame(search, pair)) || (yield* lowerInProportion(search, pair));
      if (lowered) break;
    }
    if (!lowered) return;
  }
}
