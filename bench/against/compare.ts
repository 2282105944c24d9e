import { warmUp } from '../measure.ts';
import type { CommitBench, LongRun, NamedWorkload, Part } from './commit-bench.ts';
import { type Order, type PerSide, runRounds, type Turn } from './rounds.ts';
import type { Measured } from './table.ts';

export interface Comparison {
  readonly sides: PerSide<CommitBench>;
  /** In which the workloads of the sides are made and warmed up. */
  readonly order: Order;
  readonly parts: readonly Part[];
  readonly rounds: number;
  /** Told how far it is. */
  readonly progress: (text: string) => void;
}

/** What came of one part. Plain data. */
export interface PartMeasured {
  readonly part: Part;
  readonly measured: readonly Measured[];
  /** Lines about what only one of the commits has. */
  readonly unpaired: readonly string[];
}

/** Measures the parts. */
export async function compare(comparison: Comparison): Promise<PartMeasured[]> {
  const parts: PartMeasured[] = [];
  for (const part of comparison.parts) parts.push(await partMeasured(comparison, part));
  return parts;
}

async function partMeasured(comparison: Comparison, part: Part): Promise<PartMeasured> {
  const { sides, order, progress } = comparison;
  if (part === 'longRuns') {
    const { pairs, unpaired } = pair(inOrder(order, (side) => sides[side].longRuns()));
    const turns = pairs.map(
      ([first, second, third]): PerSide<Turn> => [
        () => first.growth(),
        () => second.growth(),
        () => third.growth(),
      ],
    );
    return { part, measured: await measured(comparison, part, pairs, turns), unpaired };
  }
  const { pairs, unpaired } = pair(inOrder(order, (side) => sides[side][part]()));
  const turns: PerSide<Turn>[] = [];
  for (const workloads of pairs) {
    progress(`${part}: warming up ${workloads[0].name}`);
    turns.push(await rateTurns(workloads, order));
  }
  return { part, measured: await measured(comparison, part, pairs, turns), unpaired };
}

/** What is made of each side, made in an order. */
function inOrder<T>(order: Order, make: (side: 0 | 1 | 2) => T): PerSide<T> {
  const made = new Map(order.map((side) => [side, make(side)] as const));
  const of = (side: 0 | 1 | 2): T => made.get(side) ?? make(side);
  return [of(0), of(1), of(2)];
}

async function measured(
  { rounds, progress }: Comparison,
  part: Part,
  pairs: readonly PerSide<{ readonly name: string }>[],
  turns: readonly PerSide<Turn>[],
): Promise<Measured[]> {
  const samples = await runRounds(turns, rounds, (round) => progress(`${part}: round ${round} of ${rounds}`));
  return pairs.map(([{ name }], index) => ({ name, samples: samples[index] ?? [] }));
}

/** Turns of all sides with the same amount of work in each. */
async function rateTurns(workloads: PerSide<NamedWorkload>, order: Order): Promise<PerSide<Turn>> {
  let count = 1;
  for (const side of order) count = Math.max(count, await warmUp(workloads[side]));
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
