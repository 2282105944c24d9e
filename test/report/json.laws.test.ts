import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonReport } from '../../src/report/json.ts';
import { parseTrace } from '../../src/trace/json.ts';
import { arbitraryControlTrace, arbitraryTrace, arbitraryWin32Trace } from '../trace/arbitrary-trace.ts';
import { failed, finding } from './results.ts';

describe('jsonReport', () => {
  it('holds traces that can be cut out and replayed', () => {
    fc.assert(
      fc.property(
        fc.oneof(arbitraryTrace(12), arbitraryControlTrace(12), arbitraryWin32Trace(12)),
        (trace) => {
          const document = JSON.parse(jsonReport(failed({ findings: [finding({ trace })] }))) as {
            findings: [{ trace: unknown }];
          };
          expect(parseTrace(JSON.stringify(document.findings[0].trace)).trace).toEqual(trace);
        },
      ),
      { seed: 1, numRuns: 100 },
    );
  });
});
