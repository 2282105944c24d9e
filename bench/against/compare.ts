import { warmUp } from '../measure.ts';
import type { CommitBench, LongRun, NamedWorkload, Part } from './commit-bench.ts';
import { type PerSide, runRounds, type Samples, type Turn } from './rounds.ts';
import { growthTable, type Measured, rateTable } from './table.ts';

export interface Comparison {
  readonly sides: PerSide<CommitBench>;
  readonly parts: readonly Part[];
  readonly rounds: number;
  /** Told how far it is. */
  readonly progress: (text: string) => void;
}

const TITLES: Readonly<Record<Part, string>> = {
  campaigns: 'cases',
  roundTrips: 'system calls',
  longRuns: 'request 5,000 over request 100',
};

/** Measures the parts, and returns the lines that say what came of it. */
export async function compare(comparison: Comparison): Promise<string[]> {
  const lines: string[] = [];
  for (const part of comparison.parts) lines.push('', ...(await linesOf(comparison, part)));
  return lines;
}

async function linesOf(comparison: Comparison, part: Part): Promise<string[]> {
  const [ref, again, current] = comparison.sides;
  const title = TITLES[part];
  if (part === 'longRuns') {
    const { pairs, unpaired } = pair([ref.longRuns(), again.longRuns(), current.longRuns()]);
    const turns = pairs.map(
      ([first, second, third]): PerSide<Turn> => [
        () => first.growth(),
        () => second.growth(),
        () => third.growth(),
      ],
    );
    return [...growthTable(title, await measured(comparison, title, pairs, turns)), ...unpaired];
  }
  const { pairs, unpaired } = pair([ref[part](), again[part](), current[part]()]);
  const turns: PerSide<Turn>[] = [];
  for (const workloads of pairs) {
    comparison.progress(`${title}: warming up ${workloads[0].name}`);
    turns.push(await rateTurns(workloads));
  }
  const rates = await measured(comparison, title, pairs, turns);
  return [...rateTable(title, rates, part === 'roundTrips'), ...unpaired];
}

async function measured(
  { rounds, progress }: Comparison,
  title: string,
  pairs: readonly PerSide<{ readonly name: string }>[],
  turns: readonly PerSide<Turn>[],
): Promise<Measured[]> {
  const samples: Samples[] = await runRounds(turns, rounds, (round) =>
    progress(`${title}: round ${round} of ${rounds}`),
  );
  return pairs.map(([{ name }], index) => ({ name, samples: samples[index] ?? [] }));
}

/** Turns of all sides with the same amount of work in each. */
async function rateTurns(workloads: PerSide<NamedWorkload>): Promise<PerSide<Turn>> {
  let count = 1;
  for (const workload of workloads) count = Math.max(count, await warmUp(workload));
  const turnOf =
    (workload: NamedWorkload): Turn =>
    async () =>
      (1000 * workload.each * count) / (await workload.run(count));
  const [ref, again, current] = workloads;
  return [turnOf(ref), turnOf(again), turnOf(current)];
}

interface Paired<T> {
  /** What goes by one name, in the order of the working tree. */
  readonly pairs: PerSide<T>[];
  /** Lines about what only one of the commits has. */
  readonly unpaired: string[];
}

function pair<T extends NamedWorkload | LongRun>([ref, again, current]: PerSide<readonly T[]>): Paired<T> {
  const pairs: PerSide<T>[] = [];
  const unpaired: string[] = [];
  for (const third of current) {
    const first = ref.find(({ name }) => name === third.name);
    const second = again.find(({ name }) => name === third.name);
    if (first === undefined || second === undefined) unpaired.push(`not in REF: ${third.name}`);
    else pairs.push([first, second, third]);
  }
  for (const { name } of ref) {
    if (!current.some((each) => each.name === name)) unpaired.push(`only in REF: ${name}`);
  }
  return { pairs, unpaired };
}
