import { median } from '../src/defects/spread.ts';
import { Detector } from '../src/detection/detector.ts';
import { type Defect, defects, findDefect } from '../src/subjects/index.ts';
import type { CaseSourceName } from '../src/trace/result/detection-result.ts';
import { printTable, ratio, whole } from './measure.ts';

/** Searches for each defect, with the seeds 1 to this. */
const SEEDS = 30;
/** Cases after which a search gives up; it then counts as that many. */
const CAP = 5000;
/** From so many operations on, or where values have to fit each other, a minimal trace is one that luck hardly finds. */
const HARD_FROM_OPS = 3;

/** Sources that generate otherwise: compared over the whole catalogue. */
const GENERATORS: readonly CaseSourceName[] = [
  'ours',
  'without-swarm',
  'without-state-awareness',
  'fc-commands',
  'fc-commands-opened',
];

/** Sources that lack some values, and the defects that those values are for. */
const VALUES: readonly (readonly [source: CaseSourceName, ids: readonly string[]])[] = [
  ['without-long-cases', ['hundredth-request', 'opens-in-five-bits']],
  ['without-bands', ['length-in-16-bits', 'medium-lengths-missed']],
  ['without-runs', ['escapes-high-bytes']],
  ['without-numbers', ['boot-code-shortened']],
  ['without-lengths-beyond-memory', ['length-signed', 'length-sum-wraps']],
  ['without-payloads', ['embedded-pointer-unprobed', 'pointer-fetched-twice']],
  ['without-open-options', ['write-through-refused', 'exclusive-share-kept']],
];

interface Found {
  /** Median over the seeds. */
  readonly cases: number;
  readonly misses: number;
}

function searched(defect: Defect, source: CaseSourceName): Found {
  const detector = new Detector(defect, source);
  const cases: number[] = [];
  let misses = 0;
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const { first } = detector.search(seed, CAP);
    if (first === null) misses += 1;
    cases.push(first === null ? CAP : first.caseIndex + 1);
  }
  return { cases: median(cases), misses };
}

/** Medians of what minimizing the first case of each seed takes. */
function minimized(defect: Defect): { executions: number; ms: number } {
  const detector = new Detector(defect);
  const executions: number[] = [];
  const ms: number[] = [];
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const { first } = detector.search(seed, CAP);
    if (first === null) continue;
    const start = performance.now();
    executions.push(detector.minimize(first).executions);
    ms.push(performance.now() - start);
  }
  return { executions: median(executions), ms: median(ms) };
}

function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

function isHard({ minimal, coupled }: Defect): boolean {
  return minimal.ops.length >= HARD_FROM_OPS || coupled !== null;
}

/** What each kind of values is for: defects with it and without, in the same searches. */
function benchValues(): void {
  console.log('\nDefects that some values are for, and without them\n');
  const rows = VALUES.flatMap(([source, ids]) =>
    ids.map((id) => {
      const defect = findDefect(id);
      if (defect === undefined) throw new RangeError(`no defect is called ${id}`);
      const [ours, without] = [searched(defect, 'ours'), searched(defect, source)];
      const missed = (found: Found): string => `${found.misses} of ${SEEDS}`;
      return [source, id, whole(ours.cases), missed(ours), whole(without.cases), missed(without)];
    }),
  );
  printTable(['source', 'defect', 'ours', 'missed', 'without', 'missed'], rows);
}

/** Cases until each seeded defect shows, by each source of cases; and what minimization takes. */
export function benchDetection(): void {
  const found = defects.map((defect) => GENERATORS.map((source) => searched(defect, source)));
  console.log(
    `\nDetection: cases until a seeded defect shows, medians of ${SEEDS} seeds, at most ${whole(CAP)}\n`,
  );
  printTable(
    ['defect', ...GENERATORS],
    defects.map(({ id }, row) => [id, ...(found[row] ?? []).map(({ cases }) => whole(cases))]),
  );
  const means = (some: readonly number[]): string[] =>
    GENERATORS.map((_, column) =>
      ratio(
        geometricMean(
          some.map((row) => (found[row]?.[column]?.cases ?? CAP) / (found[row]?.[0]?.cases ?? CAP)),
        ),
      ),
    );
  const all = [...defects.keys()];
  const hard = all.filter((row) => defects.slice(row, row + 1).some(isHard));
  const misses = GENERATORS.map((_, column) =>
    found.reduce((sum, row) => sum + (row[column]?.misses ?? 0), 0),
  );
  console.log('');
  printTable(
    ['of ours, geometric mean', ...GENERATORS],
    [
      [`${all.length} defects`, ...means(all)],
      [`${hard.length} of at least ${HARD_FROM_OPS} operations, or coupled`, ...means(hard)],
      [`misses, of ${whole(all.length * SEEDS)} searches`, ...misses.map(whole)],
    ],
  );
  benchValues();
  const minimizations = defects.map((defect) => ({ id: defect.id, ...minimized(defect) }));
  const ofAll = (pick: (each: (typeof minimizations)[number]) => number): number =>
    median(minimizations.map(pick));
  console.log('\nMinimization of what is found first, medians\n');
  printTable(
    ['defect', 'executions', 'ms'],
    [
      ...minimizations.map(({ id, executions, ms }) => [id, whole(executions), ms.toFixed(1)]),
      [
        'median of the defects',
        whole(ofAll(({ executions }) => executions)),
        ofAll(({ ms }) => ms).toFixed(1),
      ],
    ],
  );
}
