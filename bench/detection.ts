import { median } from '../src/defects/spread.ts';
import { Detector } from '../src/detection/detector.ts';
import { type Defect, defects } from '../src/subjects/index.ts';
import type { CaseSourceName } from '../src/trace/result/detection-result.ts';
import { printTable, ratio, whole } from './measure.ts';
import { CAP, SEEDS, searched } from './searched.ts';

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
