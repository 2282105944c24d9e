import fc from 'fast-check';
import type { Op } from '../../src/trace/ops/index.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { arbitraryTrace } from '../trace/arbitrary-trace.ts';

/** Any trace with these operations, in their order, somewhere among its own. */
export function among(witness: fc.Arbitrary<readonly Op[]>, maxOps: number): fc.Arbitrary<Trace> {
  return arbitraryTrace(maxOps).chain((trace) =>
    witness.chain((wanted) =>
      fc
        .array(fc.nat(trace.ops.length), { minLength: wanted.length, maxLength: wanted.length })
        .map((places) => {
          const ops = [...trace.ops];
          const descending = places.sort((left, right) => right - left);
          for (const [index, op] of wanted.toReversed().entries()) ops.splice(descending[index] ?? 0, 0, op);
          return { ...trace, ops };
        }),
    ),
  );
}
