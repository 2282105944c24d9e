import type { Asking } from '../../minimize/asking.ts';
import { PAGE_SIZE } from '../../nt/page.ts';
import type { Trace } from '../../trace/trace.ts';

/** The numbers of a field. */
export interface Numbers {
  readonly largest: bigint;
  /** The trace with another one. */
  traceOf(number: bigint): Trace;
}

/** Numbers that drivers are often exact about: within bounds each is tried, so that a gap is not told as none. */
const ALIGNMENTS = [2n, 4n, 8n, 16n, 512n, BigInt(PAGE_SIZE)];

/** From which number to which a field keeps a finding, around one that does. */
export interface Bounds {
  /** The least that keeps it, while the one below loses it; null where none below was seen to lose it. */
  readonly low: bigint | null;
  /** The largest that keeps it, while the one above loses it; null where none above was seen to lose it. */
  readonly high: bigint | null;
  /** A number within the bounds that loses it; null where none was seen. */
  readonly gap: bigint | null;
  /** Whether a number beyond them was seen to keep it. */
  readonly others: boolean;
}

/** Upward or downward. */
type Direction = 1n | -1n;

/** The number nearest to `from` in a direction that loses the finding; null where none was seen. */
function nearestLost(tried: ReadonlyMap<bigint, boolean>, from: bigint, direction: Direction): bigint | null {
  let found: bigint | null = null;
  for (const [number, kept] of tried) {
    if (kept || (number - from) * direction <= 0n) continue;
    if (found === null || (found - number) * direction > 0n) found = number;
  }
  return found;
}

/** Halves what lies between a number that keeps the finding and the nearest that loses it, until they are neighbours. */
function* border(
  start: bigint,
  direction: Direction,
  tried: Map<bigint, boolean>,
  { traceOf }: Numbers,
): Asking<bigint | null> {
  const nearest = nearestLost(tried, start, direction);
  if (nearest === null) return null;
  let lost = nearest;
  let kept = start;
  for (const [number, isKept] of tried) {
    const isNearer = (number - kept) * direction > 0n && (lost - number) * direction > 0n;
    if (isKept && isNearer) kept = number;
  }
  while ((lost - kept) * direction > 1n) {
    const middle: bigint = kept + (lost - kept) / 2n;
    const keeps = yield traceOf(middle);
    tried.set(middle, keeps);
    if (keeps) kept = middle;
    else lost = middle;
  }
  return kept;
}

/**
 * Searches the bounds around a number that keeps a finding: on either side, from the nearest number that loses it, two
 * neighbours of which one keeps it and one does not. Within them the sizes that drivers are exact about are tried.
 *
 * @param tried which numbers keep it, `start` among them; what is found out is added
 */
export function* searchBounds(start: bigint, tried: Map<bigint, boolean>, numbers: Numbers): Asking<Bounds> {
  const low = yield* border(start, -1n, tried, numbers);
  const high = yield* border(start, 1n, tried, numbers);
  const isWithin = (number: bigint): boolean => number >= (low ?? 0n) && number <= (high ?? numbers.largest);
  for (const number of ALIGNMENTS)
    if (isWithin(number) && !tried.has(number)) tried.set(number, yield numbers.traceOf(number));
  let gap: bigint | null = null;
  let others = false;
  for (const [number, isKept] of tried) {
    if (!isWithin(number)) others ||= isKept;
    else if (!isKept && (gap === null || number < gap)) gap = number;
  }
  return { low, high, gap, others };
}
