import type { Asking } from '../asking.ts';
import { attemptNumbers, isAmount, positiveSlots } from '../attempt-numbers.ts';
import { MAX_NUMBERS_TO_MOVE } from '../limits.ts';
import { lowerInteger } from '../lower.ts';
import { type Slot, slotsOf } from '../numbers.ts';
import type { Search } from '../search.ts';

/**
 * Lowers a number of an operation together with a second one, both to the same value, while a third takes up
 * what the second gives away: for buffers that must end where they end.
 */
export function* lowerAndMove(search: Search): Asking<void> {
  const amounts = slotsOf(search.ops).filter(isAmount);
  if (positiveSlots(search).length > MAX_NUMBERS_TO_MOVE) return;
  for (const first of amounts) {
    for (const second of amounts) {
      for (const third of amounts) {
        const same = first.op === second.op && second.op === third.op;
        const distinct =
          first.field !== second.field && second.field !== third.field && first.field !== third.field;
        if (same && distinct && first.value > 0n && second.value > 0n)
          yield* lowerTriple(search, first, second, third);
      }
    }
  }
}

function* lowerTriple(search: Search, first: Slot, second: Slot, third: Slot): Asking<void> {
  yield* lowerInteger(first.value, (value) =>
    attemptNumbers(search, [first, second, third], (slot) =>
      slot === third ? third.value + second.value - value : value,
    ),
  );
}
