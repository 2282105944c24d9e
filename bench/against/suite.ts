import { type CommitBench, loadBench, PARTS } from './commit-bench.ts';
import { compare } from './compare.ts';
import { countProcessorTime } from './processor-clock.ts';
import { ORDERS, type PerSide } from './rounds.ts';

/**
 * Compares what was compiled to `ref`, `again` and `current` of a folder, by parts, loaded in one of the orders, and
 * prints as JSON what came of it.
 */

const [folder = '', order = '', rounds = '', ...names] = process.argv.slice(2);
const sides: PerSide<string> = ['ref', 'again', 'current'];
countProcessorTime();

const loadOrder = ORDERS[Number(order)] ?? ORDERS[0];
const loaded = new Map<number, CommitBench>();
for (const side of loadOrder) loaded.set(side, await loadBench(`${folder}/${sides[side]}`));
const of = (side: number): CommitBench => {
  const bench = loaded.get(side);
  if (bench === undefined) throw new Error('the order leaves a side out');
  return bench;
};

const parts = await compare({
  sides: [of(0), of(1), of(2)],
  order: loadOrder,
  parts: names.flatMap((name) => PARTS[name] ?? []),
  rounds: Number(rounds),
  progress: (text) => console.error(text),
});
console.log(JSON.stringify(parts));
