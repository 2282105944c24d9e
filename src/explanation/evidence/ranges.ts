import type { ByteRange } from '../../trace/finding/evidence.ts';

/** Ranges that evidence names at most: the last one then goes up to the last byte there is to name. */
export const MAX_RANGES = 64;

/** Where two contents differ. A byte that only one of them has differs. */
export function differingRanges(left: Uint8Array, right: Uint8Array, start = 0): ByteRange[] {
  const ranges: ByteRange[] = [];
  const length = Math.max(left.length, right.length);
  let from = -1;
  for (let at = 0; at <= length; at += 1) {
    const differs = at < length && left[at] !== right[at];
    if (differs && from < 0) from = at;
    if (differs || from < 0) continue;
    ranges.push({ from: start + from, to: start + at });
    from = -1;
  }
  return limited(ranges);
}

/** Ranges in order, those that touch as one, and not more than are named. */
export function limited(ranges: readonly ByteRange[]): ByteRange[] {
  const merged: ByteRange[] = [];
  for (const range of ranges.toSorted((left, right) => left.from - right.from)) {
    const last = merged.at(-1);
    if (last === undefined || last.to < range.from) merged.push(range);
    else merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
  }
  const first = merged[MAX_RANGES - 1];
  const last = merged.at(-1);
  if (first === undefined || last === undefined) return merged;
  return [...merged.slice(0, MAX_RANGES - 1), { from: first.from, to: last.to }];
}
