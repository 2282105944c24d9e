/** Values to choose from, the simplest first; a value occurs as often as it weighs. */
export type Table<T> = readonly [T, ...T[]];

/** The entry at `index`, counted modulo the table's length; the first entry is always there to fall back on. */
export function pick<T>(table: Table<T>, index: number): T {
  return table[index % table.length] ?? table[0];
}

/** `value` `count` times, at least once: its weight in a table. */
export function times<const T>(count: number, value: T): [T, ...T[]] {
  return [value, ...new Array<T>(count - 1).fill(value)];
}
