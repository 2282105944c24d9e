/** A value to compare by: numbers among numbers, text among text, arrays entry by entry. */
export type Rank = number | bigint | string | readonly Rank[];

/** Negative when `left` comes first, 0 when they are equal. */
export function compareRanks(left: Rank, right: Rank): number {
  if (typeof left === 'object' && typeof right === 'object') {
    for (const [index, entry] of left.entries()) {
      const other = right[index];
      if (other === undefined) return 1;
      const order = compareRanks(entry, other);
      if (order !== 0) return order;
    }
    return left.length - right.length;
  }
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Shorter text first, then in the order of code units. */
export function textRank(text: string): Rank {
  return [text.length, text];
}

/** Nearer to 0 first, the positive one of two. */
export function signedRank(value: number): Rank {
  return [Math.abs(value), value < 0 ? 1 : 0];
}
