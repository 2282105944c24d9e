import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cases, traces } from '../../src/arbitraries.ts';
import { findSubject } from '../../src/subjects/index.ts';
import { formatTrace, parseTrace } from '../../src/trace/json.ts';
import { NO_SOURCES } from '../../src/trace/trace-sources.ts';
import { article, ofTraces } from './arbitraries.setup.ts';
import { expectSameForSameSeed } from './laws.ts';

describe('traces', () => {
  it('gives the same traces for the same seed', () => {
    expectSameForSameSeed(ofTraces);
  });

  it('gives traces that a file can hold', () => {
    fc.assert(
      fc.property(traces({ subject: findSubject('record') }), (trace) => {
        const text = formatTrace(trace);
        expect(parseTrace(text)).toEqual({ trace, finding: null, observed: [], ...NO_SOURCES });
        expect(formatTrace(parseTrace(text).trace)).toBe(text);
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});

describe('cases', () => {
  it('carries faults where the driver’s own generation or the constraints say so', () => {
    const faulted = (faults?: boolean) => {
      const arbitrary = cases({ subject: article, ...(faults === undefined ? {} : { faults }) });
      const ops = fc.sample(arbitrary, { numRuns: 500, seed: 1 }).flatMap((generated) => generated.ops);
      return ops.some((op) => (op.op === 'read' || op.op === 'write') && op.during.length > 0);
    };
    expect([faulted(), faulted(true), faulted(false)]).toEqual([true, true, false]);
  });
});
