import type { Asking } from './asking.ts';
import { type Slot, slotsOf, withNumbers } from './numbers.ts';
import type { Search } from './search.ts';

/** Attempts to have other numbers in some slots. */
export function* attemptNumbers(
  search: Search,
  slots: readonly Slot[],
  change: (slot: Slot) => bigint,
): Asking<boolean> {
  const ops = withNumbers(search.ops, slots, change);
  return ops !== null && (yield* search.attemptOps(ops));
}

/** The numbers above 0, in the order in which they count. */
export function positiveSlots(search: Search): Slot[] {
  return slotsOf(search.ops).filter(({ value }) => value > 0n);
}

/** Whether amounts may move between the fields: handles are names, not amounts. */
export function isAmount({ field }: Slot): boolean {
  return field.type.number?.means === 'amount';
}
