import { describe, expect, it } from 'vitest';
import { type PerSide, runRounds, type Turn } from '../../../bench/against/rounds.ts';

/** Turns of three sides that note who had one. */
function noting(names: PerSide<string>, log: string[]): PerSide<Turn> {
  const turn = (name: string) => () => log.push(name);
  return [turn(names[0]), turn(names[1]), turn(names[2])];
}

describe('runRounds', () => {
  it('samples each side once in each round, whatever the order', async () => {
    const sides: PerSide<Turn> = [() => 1, async () => 2, () => 3];
    expect(await runRounds([sides, sides], 4)).toEqual([Array(4).fill([1, 2, 3]), Array(4).fill([1, 2, 3])]);
  });

  it('lets each side come before each other one as often as after it', async () => {
    const log: string[] = [];
    await runRounds([noting(['A', 'B', 'C'], log)], 6);
    const orders = Array.from({ length: 6 }, (_, round) =>
      log.slice(3 * (round + 2), 3 * (round + 3)).join(''),
    );
    expect(orders.toSorted()).toEqual(['ABC', 'ACB', 'BAC', 'BCA', 'CAB', 'CBA']);
    for (const round of [0, 2, 4])
      expect(orders[round + 1]).toBe([...(orders[round] ?? '')].reverse().join(''));
  });

  it('gives all workloads their turns in each round', async () => {
    const log: string[] = [];
    const rounds: number[] = [];
    const turns = [noting(['a', 'a', 'a'], log), noting(['b', 'b', 'b'], log)];
    await runRounds(turns, 3, (round) => rounds.push(round));
    expect(log.join('')).toBe('aaabbb'.repeat(2 + 3));
    expect(rounds).toEqual([1, 2, 3]);
  });
});
