/** Bytes `from` to `to` of a buffer, drawn from `x` on. Regions follow one another in both. */
export interface Region {
  readonly from: number;
  readonly to: number;
  readonly x: number;
  readonly width: number;
}

interface Knot {
  readonly at: number;
  readonly x: number;
}

/** The least part of a region's bytes that one of its parts counts for, so that one byte among thousands can be seen. */
const LEAST_SHARE = 1 / 50;

/** Parts of a region between the places that matter, by the logarithms of their lengths. */
function knotsOf({ from, to, x, width }: Region, places: readonly number[]): Knot[] {
  const inside = places.filter((place) => place > from && place < to);
  const ends = [...new Set([...inside, to])].sort((left, right) => left - right);
  const logarithms = ends.map((end, index) => Math.log2(1 + Math.max(0, end - (ends[index - 1] ?? from))));
  const least = LEAST_SHARE * sumOf(logarithms);
  const weights = logarithms.map((logarithm) => Math.max(logarithm, least));
  const total = sumOf(weights);
  const knots: Knot[] = [{ at: from, x }];
  let sum = 0;
  for (const [index, end] of ends.entries()) {
    sum += weights[index] ?? 0;
    knots.push({ at: end, x: x + (total === 0 ? 0 : (width * sum) / total) });
  }
  return knots;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Where each byte of the regions is drawn; what lies outside of them, at their ends. Not to scale. */
export function axis(regions: readonly Region[], places: readonly number[]): (at: number) => number {
  const knots = regions.flatMap((region) => knotsOf(region, places));
  return (at) => {
    let left = knots[0];
    for (const right of knots) {
      if (right.at > at) {
        if (left === undefined || left.at >= at) return (left ?? right).x;
        return left.x + ((right.x - left.x) * (at - left.at)) / (right.at - left.at);
      }
      left = right;
    }
    return left?.x ?? 0;
  };
}
