import { fromDist, irpcheck } from '../dist.ts';

/** The content of a trace file with every field given. */
export type Document = Readonly<Record<string, unknown>>;

const { caseArbitrary } = await fromDist<typeof import('../../../src/properties/generate/case-arbitrary.ts')>(
  'properties/generate/case-arbitrary',
);
const { generateCase } = await fromDist<typeof import('../../../src/properties/generate/generate-case.ts')>(
  'properties/generate/generate-case',
);
const { modeOf, profileOf, traceOf } =
  await fromDist<typeof import('../../../src/execution/generation.ts')>('execution/generation');

const SEED = 20_261;
const OPS_EACH = 5;
const UNUSUAL = {
  stack: ['skip'],
  conditions: { poison: 'other', refetched: 'ones' },
  load: [{ at: 'pool-allocation', do: 'fail' }],
  unload: [{ at: { point: 'system-mapping', nth: 1 }, do: 'fail' }],
};
const FINDING = {
  property: 'model/status',
  reason: 'STATUS_END_OF_FILE-for-STATUS_SUCCESS',
  severity: 'error',
  op: 1,
  expected: 'STATUS_SUCCESS, Information 1',
  observed: 'STATUS_END_OF_FILE',
};

const OBSERVED = [
  { ending: 'returned', status: 'STATUS_SUCCESS', iosbWritten: true, information: 1 },
  { ending: 'returned', status: '0xE0001234', iosbWritten: false, information: 0, answer: 'FALSE' },
  { ending: 'bug-check', status: 'STATUS_SUCCESS', iosbWritten: false, information: 0 },
];

const SHA256 = '0123456789abcdef'.repeat(4);
const SOURCES = {
  driver: { path: '../src/driver.ts', sha256: SHA256, openName: '\\??\\Example' },
  model: { name: './model.ts', path: '../src/model.ts', sha256: SHA256 },
};

const VIEWS = ['native', 'win32'] as const;

/** What is recorded with every trace but some. */
function recordedWith(ops: readonly unknown[], caseIndex: number): Document {
  const observed = OBSERVED.slice(0, ops.length);
  return {
    finding: caseIndex % 8 < 6 ? FINDING : null,
    observed: caseIndex % 3 < 2 ? observed : [],
  };
}

/**
 * Documents of generated traces: every driver, view, mode, dialect, machine and kind of operation. Some have an
 * unusual setting, a finding, what was observed or no seed, in every combination.
 */
export function baseDocuments(casesEach: number): Document[] {
  const documents: Document[] = [];
  const subjects = VIEWS.flatMap((view) => irpcheck.builtInSubjects.map((subject) => ({ view, subject })));
  for (const { view, subject } of subjects) {
    const arbitrary = caseArbitrary(profileOf(subject, view));
    // Kinds that apply to few drivers come up as often as the others.
    const cases = (subject.generation.controls ?? []).length === 0 ? casesEach : 5 * casesEach;
    for (let count = 0; count < cases; count += 1) {
      const caseIndex = documents.length;
      const { value } = generateCase(arbitrary, SEED, caseIndex);
      const from = caseIndex % Math.max(1, value.ops.length - OPS_EACH);
      const ops = value.ops.slice(from, from + OPS_EACH);
      const mode = modeOf(subject.modes, caseIndex);
      const trace = traceOf(subject.name, mode, { ...value, ops }, SEED, caseIndex, view);
      const document = {
        ...trace,
        version: irpcheck.VERSION,
        setting: caseIndex % 2 === 0 ? { ...trace.setting, ...UNUSUAL } : trace.setting,
        seed: caseIndex % 4 < 3 ? trace.seed : null,
        ...(caseIndex % 5 < 3 ? SOURCES : {}),
        ...recordedWith(ops, caseIndex),
      };
      documents.push(JSON.parse(JSON.stringify(document)));
    }
  }
  return documents;
}
