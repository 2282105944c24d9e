/** Longer lists are shown without their middle parts. */
const MAX_SHOWN = 40;
/** What is always shown of them: the first ones, and those around a marked one. */
const NEAR = 8;

/**
 * Which of `count` entries to show: all of a short list; of a long one those at its start, and near the marked
 * ones or the last.
 */
export function shownIndices(count: number, marked: readonly number[]): Set<number> {
  if (count <= MAX_SHOWN) return new Set(Array.from({ length: count }, (_, index) => index));
  const shown = new Set<number>();
  for (const centre of marked.length === 0 ? [count - 1] : marked) {
    const end = Math.min(centre + NEAR + 1, count);
    for (let index = Math.max(centre - NEAR, 0); index < end; index += 1) shown.add(index);
  }
  for (let index = 0; index < NEAR; index += 1) shown.add(index);
  return shown;
}

/** One entry of a list that is shown, with its place in it. */
export interface ShownEntry<Entry> {
  readonly entry: Entry;
  readonly index: number;
}

/** The entries that are shown, in order, and in place of each run of others how many they are. */
export function withGaps<Entry>(
  entries: readonly Entry[],
  shown: ReadonlySet<number>,
): (ShownEntry<Entry> | number)[] {
  const rows: (ShownEntry<Entry> | number)[] = [];
  for (const [index, entry] of entries.entries()) {
    const last = rows.at(-1);
    if (shown.has(index)) rows.push({ entry, index });
    else if (typeof last === 'number') rows[rows.length - 1] = last + 1;
    else rows.push(1);
  }
  return rows;
}
