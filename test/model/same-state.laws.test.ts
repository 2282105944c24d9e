import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSameState } from '../../src/model/same-state.ts';

describe('isSameState', () => {
  it('says what Node’s isDeepStrictEqual says, of whatever data', () => {
    const data = fc.anything({
      withBigInt: true,
      withBoxedValues: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withObjectString: true,
      withSet: true,
      withSparseArray: true,
      withTypedArray: true,
      maxDepth: 3,
    });
    // Few leaves, so that many of two values are the same but for little.
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof({ maxDepth: 3 }, fc.constantFrom<unknown>(0, -0, 'a', Uint8Array.of(1)), tie('inner')),
      inner: fc.oneof(
        fc.array(tie('tree'), { maxLength: 2 }),
        fc.dictionary(fc.constantFrom('a', 'b'), tie('tree'), { noNullPrototype: true }),
        fc.array(tie('tree'), { maxLength: 2 }).map((values) => new Set(values)),
        fc.array(fc.tuple(tie('tree'), tie('tree')), { maxLength: 2 }).map((entries) => new Map(entries)),
      ),
    }));
    const outcomes = { same: 0, different: 0 };
    const agree = (left: unknown, right: unknown): void => {
      const same = isDeepStrictEqual(left, right);
      outcomes[same ? 'same' : 'different'] += 1;
      expect(isSameState(left, right)).toBe(same);
    };
    fc.assert(
      fc.property(fc.clone(data, 2), ([left, right]) => agree(left, right)),
      { seed: 1 },
    );
    fc.assert(fc.property(data, data, agree), { seed: 2 });
    fc.assert(fc.property(tree, tree, agree), { seed: 3, numRuns: 1000 });
    expect(Math.min(outcomes.same, outcomes.different)).toBeGreaterThan(150);
  });
});
