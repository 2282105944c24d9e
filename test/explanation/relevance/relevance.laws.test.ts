import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { opFields } from '../../../src/explanation/relevance/op-fields.ts';
import { RELEVANCE_EXECUTIONS, relevance } from '../../../src/explanation/relevance/relevance.ts';
import { askAll } from '../../../src/minimize/asking.ts';
import { BUFFERING_MODES, type Trace } from '../../../src/trace/trace.ts';
import { arbitraryControlTrace, arbitraryWin32Trace } from '../../trace/arbitrary-trace.ts';

describe('for any trace', () => {
  it('it is deterministic, keeps to its executions and changes one field at a time', () => {
    let tried = 0;
    fc.assert(
      fc.property(fc.oneof(arbitraryControlTrace(12), arbitraryWin32Trace(12)), fc.nat(12), (trace, op) => {
        const fails = ({ ops }: Trace): boolean => JSON.stringify(ops).length % 3 !== 0;
        const found = askAll(relevance(trace, { op, modes: BUFFERING_MODES }), fails);
        expect(found.executions).toBeLessThanOrEqual(RELEVANCE_EXECUTIONS);
        expect(askAll(relevance(trace, { op, modes: BUFFERING_MODES }), fails)).toEqual(found);
        tried += found.executions;
        for (const index of trace.ops.keys()) {
          for (const { value, alternatives } of opFields(trace, index)) {
            for (const alternative of alternatives) {
              expect(alternative.value.text).not.toBe(value.text);
              const differing = alternative.trace.ops.filter((each, at) => each !== trace.ops[at]);
              expect(differing).toHaveLength(1);
            }
          }
        }
      }),
      { numRuns: 200, seed: 5 },
    );
    expect(tried).toBeGreaterThan(10_000);
  });
});
