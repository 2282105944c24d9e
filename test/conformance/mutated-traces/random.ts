import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A source of choices that a seed decides. */
export interface Random {
  /** A whole number from 0, below `bound`. */
  below(bound: number): number;
  /** One of several. */
  pick<Value>(values: readonly Value[]): Value;
}

export function randomOf(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  const below = (bound: number): number => uniformInt(generator, 0, bound - 1);
  return {
    below,
    pick<Value>(values: readonly Value[]): Value {
      if (values.length === 0) throw new RangeError('nothing to pick from');
      return values[below(values.length)] as Value;
    },
  };
}
