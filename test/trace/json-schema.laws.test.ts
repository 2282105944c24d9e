import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTrace } from '../../src/trace/json.ts';
import { traceJsonSchema } from '../../src/trace/schema.ts';
import { finding } from '../report/results.ts';
import { schemaProblems } from '../report/validators.ts';
import { arbitraryControlTrace, arbitraryTrace, arbitraryWin32Trace } from './arbitrary-trace.ts';

const problems = schemaProblems(traceJsonSchema());

describe('the published JSON Schema of a trace', () => {
  it('takes every trace that is written', () => {
    fc.assert(
      fc.property(
        fc.oneof(arbitraryTrace(12), arbitraryControlTrace(12), arbitraryWin32Trace(12)),
        fc.boolean(),
        (trace, hasFinding) => {
          expect(problems(formatTrace(trace, hasFinding ? finding() : null))).toEqual([]);
        },
      ),
      { seed: 1, numRuns: 200 },
    );
  });
});
