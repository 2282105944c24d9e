import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STATUS_END_OF_FILE, STATUS_SUCCESS } from '../../src/nt/ntstatus.ts';
import type { ObservedCall } from '../../src/trace/finding/evidence.ts';
import type { Breach } from '../../src/trace/finding/finding.ts';
import { formatTrace, parseTrace } from '../../src/trace/json.ts';
import { ENDINGS } from '../../src/trace/run/observation.ts';
import { NO_SOURCES } from '../../src/trace/trace-sources.ts';
import { arbitraryControlTrace, arbitraryTrace, arbitraryWin32Trace } from './arbitrary-trace.ts';

const arbitraryBreach: fc.Arbitrary<Breach> = fc.record(
  {
    property: fc.constantFrom('model/status', 'contract/complete-once', 'metamorphic/buffering-mode'),
    reason: fc.constantFrom('STATUS_END_OF_FILE-for-STATUS_SUCCESS', '0xC9/0x224', 'two words'),
    severity: fc.constantFrom('error', 'warning'),
    op: fc.nat(9999),
    expected: fc.string({ unit: 'binary' }),
    observed: fc.string({ unit: 'binary' }),
    origin: fc.constantFrom('IRP_MJ_READ', 'IRP_MJ_WRITE, under a fault'),
  },
  { requiredKeys: ['property', 'reason', 'severity', 'op', 'expected', 'observed'] },
);

const arbitraryObserved: fc.Arbitrary<ObservedCall> = fc.record(
  {
    ending: fc.constantFrom(...ENDINGS),
    status: fc.oneof(fc.constantFrom(STATUS_SUCCESS, STATUS_END_OF_FILE), fc.integer()),
    iosbWritten: fc.boolean(),
    information: fc.oneof(fc.nat(5000), fc.constantFrom(2 ** 53, 2 ** 64)),
    answer: fc.string({ unit: 'binary' }),
  },
  { requiredKeys: ['ending', 'status', 'iosbWritten', 'information'] },
);

const path = fc.string({ minLength: 1, maxLength: 30 });
const sha256 = fc.stringMatching(/^[0-9a-f]{64}$/);

const arbitrarySources = fc.record({
  driver: fc.option(fc.record({ path, sha256, openName: path })),
  model: fc.option(fc.record({ name: path, path, sha256 })),
});

describe('the JSON form of a trace', () => {
  it('is the same text after another round', () => {
    fc.assert(
      fc.property(
        fc.oneof(arbitraryTrace(20), arbitraryControlTrace(20), arbitraryWin32Trace(20)),
        (trace) => {
          const text = formatTrace(trace);
          expect(formatTrace(parseTrace(text).trace)).toBe(text);
        },
      ),
      { numRuns: 200, seed: 2 },
    );
  });

  it('of a program names its view, and is read back as it was, with what it was told', () => {
    fc.assert(
      fc.property(arbitraryWin32Trace(8), (trace) => {
        const told = {
          ending: 'returned',
          status: 0,
          iosbWritten: true,
          information: 0,
          answer: 'TRUE',
        } as const;
        const observed = trace.ops.map(() => told);
        const text = formatTrace(trace, null, observed);
        expect(text).toContain('"view": "win32"');
        expect(parseTrace(text)).toEqual({ trace, finding: null, observed, ...NO_SOURCES });
      }),
      { numRuns: 200, seed: 3 },
    );
  });

  it('gives back every trace and finding', () => {
    fc.assert(
      fc.property(
        arbitraryTrace(20),
        fc.option(arbitraryBreach),
        fc.array(arbitraryObserved, { maxLength: 20, size: 'max' }),
        arbitrarySources,
        (trace, finding, all, sources) => {
          const observed = all.slice(0, trace.ops.length);
          const text = formatTrace(trace, finding, observed, sources);
          expect(parseTrace(text)).toEqual({ trace, finding, observed, ...sources });
        },
      ),
      { numRuns: 500, seed: 1 },
    );
  });
});
