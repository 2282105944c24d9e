import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { traces } from '../../../src/arbitraries.ts';
import { findSubject } from '../../../src/subjects/index.ts';
import { formatTrace, parseTrace } from '../../../src/trace/json.ts';

describe('traces', () => {
  it('gives traces that a file can hold', () => {
    fc.assert(
      fc.property(traces({ subject: findSubject('record') }), (trace) => {
        const text = formatTrace(trace);
        expect(parseTrace(text)).toEqual({ trace, finding: null, observed: [] });
        expect(formatTrace(parseTrace(text).trace)).toBe(text);
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});
