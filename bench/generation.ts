import { performance } from 'node:perf_hooks';
import fc from 'fast-check';
import { caseArbitrary } from '../src/properties/arbitraries/case-arbitrary.ts';
import { caseRandom } from '../src/properties/arbitraries/case-random.ts';
import type { GeneratedCase } from '../src/properties/arbitraries/decode-case.ts';
import { generateCase } from '../src/properties/arbitraries/generate-case.ts';
import { DEFAULT_PROFILE } from '../src/properties/arbitraries/profile.ts';

/** Cost of generating a case: packed words decoded, beside the usual fast-check arbitrary of records. */

const CASES = 20_000;
const ROUNDS = 7;

const handle = fc.nat(3);
const transfer = {
  handle,
  offset: fc.oneof(fc.constant('0'), fc.constant(null), fc.nat(8193).map(String)),
  length: fc.oneof(fc.constantFrom(0, 1, 2, 13, 4095, 4096, 4097), fc.nat(64)),
  buffer: fc.record({
    pageOffset: fc.nat(4095),
    memory: fc.constantFrom('read-write', 'read-only', 'null'),
    shared: fc.boolean(),
  }),
  key: fc.nat(64),
  event: fc.boolean(),
  fault: fc.constant(null),
};
const records = fc.array(
  fc.oneof(
    fc.record({ op: fc.constant('open'), name: fc.constant(null), overlapped: fc.boolean() }),
    fc.record({ op: fc.constant('read'), ...transfer }),
    fc.record({
      op: fc.constant('write'),
      ...transfer,
      data: fc.record({ pattern: fc.constant('counter'), seed: fc.nat(238) }),
    }),
    fc.record({ op: fc.constantFrom('flush', 'query-position', 'duplicate', 'close'), handle }),
  ),
  { minLength: 1, maxLength: 26, size: 'max' },
);

const packed: fc.Arbitrary<GeneratedCase> = caseArbitrary(DEFAULT_PROFILE);

function generatePacked(index: number): number {
  return generateCase(packed, 1, index).value.ops.length;
}

function generateRecords(index: number): number {
  return records.generate(caseRandom(1, index), undefined).value.length;
}

/** Microseconds per case, the median of several rounds, and operations per case. */
function measure(generate: (index: number) => number): { us: number; ops: number } {
  const rounds: number[] = [];
  let ops = 0;
  for (let round = 0; round <= ROUNDS; round += 1) {
    ops = 0;
    const start = performance.now();
    for (let index = 0; index < CASES; index += 1) ops += generate(index);
    // The first round warms up.
    if (round > 0) rounds.push(((performance.now() - start) * 1000) / CASES);
  }
  rounds.sort((left, right) => left - right);
  return { us: rounds[ROUNDS >> 1] ?? 0, ops: ops / CASES };
}

function report(name: string, { us, ops }: { us: number; ops: number }): void {
  console.log(`${name.padEnd(28)}${us.toFixed(2)} µs per case, ${ops.toFixed(1)} ops per case`);
}

report('packed words, decoded', measure(generatePacked));
report('array of oneof of records', measure(generateRecords));
