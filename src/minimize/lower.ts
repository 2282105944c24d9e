import type { Trace } from '../trace/trace.ts';
import type { Asking } from './asking.ts';

/** Asks about another number. */
type Accept<Candidate> = (value: bigint) => Asking<boolean, Candidate>;

/** Values around which behaviour tends to change: pages and 32 bits. */
const BOUNDARIES = [4095n, 4096n, 4097n, 8192n, 0xffffn, 0x1_0000n, 0xffff_ffffn, 0x1_0000_0000n];
const NEIGHBOURS = 4n;

/** The low bits of `value`, few of them first: what remains when a multiple of some power of two goes. */
function lowBits(value: bigint): bigint[] {
  const found: bigint[] = [];
  for (let bits = 1n; bits <= value; bits <<= 1n) {
    const low = value & ((bits << 1n) - 1n);
    if (low !== found.at(-1)) found.push(low);
  }
  return found;
}

function ascending(values: readonly bigint[]): bigint[] {
  return [...new Set(values)].sort((left, right) => (left < right ? -1 : 1));
}

/**
 * Lowers a number that is at least 0 as far as `accept` goes along, and returns the last value accepted
 * (`value` itself when none was).
 *
 * Candidates, in this order: 0, 1, 2; the number's low bits and the usual boundaries, upwards; powers of two and
 * what is one above them, upwards; a binary search between the last refused and the last accepted; then, as acceptance
 * need not be monotone, the next few numbers downwards (a step that goes is doubled) until none is accepted.
 */
export function* lowerInteger<Candidate = Trace>(
  value: bigint,
  accept: Accept<Candidate>,
): Asking<bigint, Candidate> {
  for (const small of [0n, 1n, 2n]) if (small < value && (yield* accept(small))) return small;
  if (value <= 3n) return value;
  let high = value;
  for (const landmark of ascending([...lowBits(value), ...BOUNDARIES])) {
    if (landmark <= 2n || landmark >= value || !(yield* accept(landmark))) continue;
    high = landmark;
    break;
  }
  let refused = 2n;
  for (let power = 4n; power < high; power <<= 1n) {
    if (yield* accept(power)) high = power;
    else {
      refused = power;
      // What overruns a buffer of its size is often one byte more than a power of two.
      if (power + 1n < high && (yield* accept(power + 1n))) high = power + 1n;
    }
  }
  while (high - refused > 1n) {
    const middle = (high + refused) >> 1n;
    if (yield* accept(middle)) high = middle;
    else refused = middle;
  }
  return yield* stepDown(high, accept);
}

/** Goes down by up to {@link NEIGHBOURS} while that is accepted, each time doubling a step that goes. */
function* stepDown<Candidate>(value: bigint, accept: Accept<Candidate>): Asking<bigint, Candidate> {
  let high = value;
  for (let first = 1n; first <= NEIGHBOURS && first <= high; first += 1n) {
    let step = first;
    while (step <= high && (yield* accept(high - step))) {
      high -= step;
      step <<= 1n;
    }
    if (step > first) first = 0n;
  }
  return high;
}

/**
 * The largest amount up to `most` that `accept` takes: all of it, else 1 and then, doubling, as much more
 * as goes. Returns 0 when neither is accepted. `accept` is told what is to be taken in addition.
 */
export function* takeAmount<Candidate = Trace>(
  most: bigint,
  accept: Accept<Candidate>,
): Asking<bigint, Candidate> {
  if (most <= 0n) return 0n;
  if (yield* accept(most)) return most;
  let taken = 0n;
  let step = 1n;
  while (step >= 1n && taken < most) {
    if (taken + step <= most && (yield* accept(step))) {
      taken += step;
      step <<= 1n;
    } else if (taken === 0n) return 0n;
    else step >>= 1n;
  }
  return taken;
}
