/**
 * Removes entries of a list in chunks, halves first, then quarters and so on down to single entries, from
 * the end to the start; with single entries until none can go. `remove(from, count)` says whether the list
 * without those entries was accepted; `length()` is how many there are now.
 */
export function removeChunks(length: () => number, remove: (from: number, count: number) => boolean): void {
  let size = Math.max(1, length() >> 1);
  for (;;) {
    let removed = false;
    for (let from = length() - size; from > -size; from -= size) {
      const start = Math.max(0, from);
      const count = Math.min(size, from + size);
      if (count > 0 && remove(start, count)) removed = true;
    }
    if (size > 1) size >>= 1;
    else if (!removed) return;
  }
}
