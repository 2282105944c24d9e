import { attemptNumbers, positiveSlots } from '../attempt-numbers.ts';
import { MAX_NUMBERS } from '../limits.ts';
import { lowerInteger, takeAmount } from '../lower.ts';
import type { Slot } from '../numbers.ts';
import type { Search } from '../search.ts';

function pairs(slots: readonly Slot[]): (readonly [Slot, Slot])[] {
  return slots.flatMap((first, index) => slots.slice(index + 1).map((second) => [first, second] as const));
}

/** Lowers two numbers that have a common divisor and keeps their ratio. */
function lowerInProportion(search: Search, pair: readonly [Slot, Slot]): boolean {
  let [divisor, rest] = [pair[0].value, pair[1].value];
  while (rest > 0n) [divisor, rest] = [rest, divisor % rest];
  if (divisor === 1n) return false;
  return (
    lowerInteger(divisor, (times) => attemptNumbers(search, pair, ({ value }) => (value / divisor) * times)) <
    divisor
  );
}

/** Lowers any two numbers together: by the same amount, in proportion. */
export function lowerPairs(search: Search): void {
  for (;;) {
    const slots = positiveSlots(search);
    if (slots.length > MAX_NUMBERS) return;
    const lowered = pairs(slots).some((pair) => {
      const [first, second] = pair;
      const least = first.value < second.value ? first.value : second.value;
      let taken = 0n;
      takeAmount(least, (amount) => {
        if (!attemptNumbers(search, pair, ({ value }) => value - taken - amount)) return false;
        taken += amount;
        return true;
      });
      return taken > 0n || lowerInProportion(search, pair);
    });
    if (!lowered) return;
  }
}
