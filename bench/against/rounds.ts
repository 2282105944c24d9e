/** Takes one sample: a rate, or a growth. */
export type Turn = () => number | Promise<number>;

/** Something of REF, of the second copy of REF, and of the working tree. */
export type PerSide<T> = readonly [ref: T, again: T, current: T];

/** Samples of the three sides, by round. */
export type Samples = PerSide<number>[];

export type Order = PerSide<0 | 1 | 2>;

/** Each order is followed by its reverse, and each side comes as often before each other one as after it. */
export const ORDERS: readonly [Order, ...Order[]] = [
  [0, 1, 2],
  [2, 1, 0],
  [1, 2, 0],
  [0, 2, 1],
  [2, 0, 1],
  [1, 0, 2],
];

/** Rounds before the first that counts: what was compiled while one workload ran alone is compiled again for all. */
const SETTLING_ROUNDS = 2;

/**
 * Samples everything in each round, the sides in turns.
 *
 * @param onRound told the number of each round that begins, from 1
 * @returns the samples of each of `turns`
 */
export async function runRounds(
  turns: readonly PerSide<Turn>[],
  rounds: number,
  onRound: (round: number) => void = () => undefined,
): Promise<Samples[]> {
  const samples: Samples[] = turns.map(() => []);
  for (let round = -SETTLING_ROUNDS; round < rounds; round += 1) {
    if (round >= 0) onRound(round + 1);
    for (const [index, sides] of turns.entries()) {
      const sample = await inTurns(sides, ORDERS[Math.abs(round) % ORDERS.length] ?? ORDERS[0]);
      if (round >= 0) samples[index]?.push(sample);
    }
  }
  return samples;
}

async function inTurns(sides: PerSide<Turn>, order: Order): Promise<PerSide<number>> {
  const taken: [number, number, number] = [Number.NaN, Number.NaN, Number.NaN];
  for (const side of order) taken[side] = await sides[side]();
  return taken;
}
