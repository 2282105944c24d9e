import fc from 'fast-check';
import { profileOf } from '../src/execution/generation.ts';
import { caseArbitrary } from '../src/properties/generate/case-arbitrary.ts';
import { caseRandom } from '../src/properties/generate/case-random.ts';
import type { GeneratedCase } from '../src/properties/generate/decode-case.ts';
import { generateCase } from '../src/properties/generate/generate-case.ts';
import { findSubject } from '../src/subjects/index.ts';
import { NOTHING } from '../src/trace/during.ts';
import { measure, printTable, type Workload, whole } from './measure.ts';

const CASES = 5000;
const ROUNDS = 9;

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
  during: fc.constant(NOTHING),
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

const packed: fc.Arbitrary<GeneratedCase> = caseArbitrary(profileOf(findSubject('article')));

function generatePacked(index: number): number {
  return generateCase(packed, 1, index).value.ops.length;
}

function generateRecords(index: number): number {
  return records.generate(caseRandom(1, index), undefined).value.length;
}

/** Generates the first `CASES` cases each time. */
class Generation implements Workload {
  readonly label: string;
  readonly #generate: (index: number) => number;
  ops = 0;

  constructor(label: string, generate: (index: number) => number) {
    this.label = label;
    this.#generate = generate;
  }

  run(count: number): number {
    const start = performance.now();
    for (let each = 0; each < count; each += 1) {
      this.ops = 0;
      for (let index = 0; index < CASES; index += 1) this.ops += this.#generate(index);
    }
    return performance.now() - start;
  }
}

/** Cost of generating a case: packed words decoded, beside the usual fast-check arbitrary of records. */
export async function benchGeneration(): Promise<void> {
  const generations = [
    new Generation('packed words, decoded', generatePacked),
    new Generation('array of oneof of records', generateRecords),
  ];
  const rates = await measure(generations, ROUNDS);
  console.log(`\nGeneration: medians of ${ROUNDS} rounds\n`);
  printTable(
    ['arbitrary', 'cases/s', 'µs a case', 'ops a case'],
    generations.map(({ label, ops }, index) => {
      const perSecond = CASES * (rates[index] ?? 0);
      return [label, whole(perSecond), (1e6 / perSecond).toFixed(2), (ops / CASES).toFixed(1)];
    }),
  );
}
