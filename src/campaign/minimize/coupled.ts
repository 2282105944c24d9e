import { lowerInteger, takeAmount } from './lower.ts';
import { type Slot, slotsOf, withNumbers } from './numbers.ts';
import type { Search } from './search.ts';

/** With more numbers than this above 0, pairs of them aren't tried. */
const MAX_NUMBERS = 24;
/** With more numbers than this above 0, amounts aren't moved between them. */
const MAX_NUMBERS_TO_MOVE = 10;
/** Numbers this far apart at most count as near each other. */
const NEAR = 4n;

function attempt(search: Search, slots: readonly Slot[], change: (slot: Slot) => bigint): boolean {
  const ops = withNumbers(search.ops, slots, change);
  return ops !== null && search.attemptOps(ops);
}

function positive(search: Search): Slot[] {
  return slotsOf(search.ops).filter(({ value }) => value > 0n);
}

function pairs(slots: readonly Slot[]): (readonly [Slot, Slot])[] {
  return slots.flatMap((first, index) => slots.slice(index + 1).map((second) => [first, second] as const));
}

/** Lowers numbers by the same amount each, the smallest of them down to 0 at most. */
function lowerBySame(search: Search, slots: readonly Slot[]): void {
  const least = slots.reduce((low, { value }) => (value < low ? value : low), slots[0]?.value ?? 0n);
  lowerInteger(least, (rest) => attempt(search, slots, ({ value }) => value - (least - rest)));
}

/** Lowers all numbers that are equal, and all that are near each other, by the same amount. */
export function lowerGroups(search: Search): void {
  const tried = new Set<string>();
  for (const { value } of positive(search)) {
    for (const distance of [0n, NEAR]) {
      const group = positive(search).filter(
        (slot) => slot.value >= value - distance && slot.value <= value + distance,
      );
      const key = JSON.stringify(group.map(({ op, field }) => [op, field]));
      if (group.length < 2 || tried.has(key)) continue;
      tried.add(key);
      lowerBySame(search, group);
    }
  }
}

/** Lowers two numbers that have a common divisor and keeps their ratio. */
function lowerInProportion(search: Search, pair: readonly [Slot, Slot]): boolean {
  let [divisor, rest] = [pair[0].value, pair[1].value];
  while (rest > 0n) [divisor, rest] = [rest, divisor % rest];
  if (divisor === 1n) return false;
  return (
    lowerInteger(divisor, (times) => attempt(search, pair, ({ value }) => (value / divisor) * times)) <
    divisor
  );
}

/** Lowers any two numbers together: by the same amount, in proportion. */
export function lowerPairs(search: Search): void {
  for (;;) {
    const slots = positive(search);
    if (slots.length > MAX_NUMBERS) return;
    const lowered = pairs(slots).some((pair) => {
      const [first, second] = pair;
      const least = first.value < second.value ? first.value : second.value;
      let taken = 0n;
      takeAmount(least, (amount) => {
        if (!attempt(search, pair, ({ value }) => value - taken - amount)) return false;
        taken += amount;
        return true;
      });
      return taken > 0n || lowerInProportion(search, pair);
    });
    if (!lowered) return;
  }
}

/** Whether amounts may move between the fields: handles are names, not amounts. */
function isAmount({ field }: Slot): boolean {
  return field !== 'handle';
}

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
    if (!attempt(search, [...from, ...to], change)) return false;
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
    if (positive(search).length > MAX_NUMBERS_TO_MOVE) return;
    const all = sources(slotsOf(search.ops).filter(isAmount));
    const moved = all.some((from) =>
      all.some((to) => !to.some((slot) => from.includes(slot)) && moveAmount(search, from, to)),
    );
    if (!moved) return;
  }
}

/**
 * Lowers a number of an operation together with a second one, both to the same value, while a third takes up
 * what the second gives away: for buffers that must end where they end.
 */
export function lowerAndMove(search: Search): void {
  const amounts = slotsOf(search.ops).filter(isAmount);
  if (positive(search).length > MAX_NUMBERS_TO_MOVE) return;
  for (const first of amounts) {
    for (const second of amounts) {
      for (const third of amounts) {
        const same = first.op === second.op && second.op === third.op;
        const distinct =
          first.field !== second.field && second.field !== third.field && first.field !== third.field;
        if (same && distinct && first.value > 0n && second.value > 0n)
          lowerTriple(search, first, second, third);
      }
    }
  }
}

function lowerTriple(search: Search, first: Slot, second: Slot, third: Slot): void {
  lowerInteger(first.value, (value) =>
    attempt(search, [first, second, third], (slot) =>
      slot === third ? third.value + second.value - value : value,
    ),
  );
}
