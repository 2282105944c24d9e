/** Steps of the loop. */
const STEPS = 200_000;
const ROUNDS = 5;
/** What the loop takes on a machine of our day, milliseconds. */
const NOMINAL_MS = 0.6;

function spin(): number {
  let state = 1;
  for (let step = 0; step < STEPS; step += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
  }
  return state;
}

/**
 * By how much this process computes slower than a machine of our day, at least 1: the fastest of several rounds of a
 * short loop, which a busy machine does not make longer unless it interrupts each of them.
 */
export function slowness(now: () => number = () => performance.now()): number {
  let fastestMs = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = now();
    spin();
    fastestMs = Math.min(fastestMs, now() - start);
  }
  return Math.max(1, fastestMs / NOMINAL_MS);
}
