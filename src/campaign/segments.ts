/** Cases that are executed one after the other, `from` up to, not including, `to`. */
export interface Segment {
  /** Place among the segments of a campaign. */
  readonly index: number;
  readonly from: number;
  readonly to: number;
}

/** One of the parts that a campaign is divided into between machines. */
export interface Shard {
  /** 1 to `count`. */
  readonly index: number;
  readonly count: number;
}

/** The most shards a campaign can have. */
export const MAX_SHARDS = 10_000;

/** The whole of a campaign. */
export const WHOLE: Shard = { index: 1, count: 1 };

/** Cases of the first segment, by which it is decided what is left out of all others. */
export const FIRST_CASES = 1_000;
/** Segments besides the first: enough to be shared out, few enough for each to meet a driver's deaths by itself. */
const MAX_SEGMENTS = 64;

/**
 * The segments of a campaign: a function of its number of cases alone, so that neither workers nor shards change what
 * is executed. What is found out in one segment has no effect on another, but for the first.
 */
export function segmentsOf(cases: number): Segment[] {
  const first = Math.min(FIRST_CASES, cases);
  const rest = cases - first;
  const count = Math.min(MAX_SEGMENTS, Math.ceil(rest / FIRST_CASES));
  const borders = Array.from({ length: count + 1 }, (_, k) => first + Math.floor((k * rest) / count));
  const segments: Segment[] = [{ index: 0, from: 0, to: first }];
  for (let index = 1; index <= count; index += 1) {
    segments.push({ index, from: borders[index - 1] ?? first, to: borders[index] ?? cases });
  }
  return segments;
}

/** How many of so many workers have something to do at once. */
export function usefulWorkers(workers: number, cases: number): number {
  return Math.min(workers, segmentsOf(cases).length);
}

/** Whether a shard counts what is executed in a segment. Every shard executes the first one. */
export function isOwn({ index, count }: Shard, segment: Segment): boolean {
  return segment.index % count === index - 1;
}

/** Cases that a shard counts, of a campaign of so many. */
export function casesOf(shard: Shard, cases: number): number {
  return segmentsOf(cases)
    .filter((segment) => isOwn(shard, segment))
    .reduce((sum, { from, to }) => sum + to - from, 0);
}
