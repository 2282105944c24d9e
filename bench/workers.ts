import { availableParallelism } from 'node:os';
import { openSession } from '../src/campaign/session.ts';
import { subjectSource } from '../src/subjects/index.ts';
import { median, printTable, ratio, whole } from './measure.ts';

const ROUNDS = 5;
/** About a minute of one worker's work. */
const CASES = 400_000;
const SEED = 1;
const SUBJECT = 'article';

/** Cases a second of a whole campaign, and what it found out, which the number of workers must not change. */
async function campaign(workers: number): Promise<{ readonly rate: number; readonly result: string }> {
  const session = await openSession({ source: await subjectSource(SUBJECT, null) });
  try {
    const { modes } = session.summary;
    const start = performance.now();
    const result = await session.runCampaign({ modes, cases: CASES, seed: SEED, workers });
    const rate = (1000 * CASES) / (performance.now() - start);
    if (result.conclusion !== 'conforms') throw new Error(`the campaign ended with ${result.conclusion}`);
    return { rate, result: JSON.stringify(result) };
  } finally {
    await session.close();
  }
}

/** Campaigns by one worker and by several: generation, execution, judging and counting, all of it. */
export async function benchWorkers(): Promise<void> {
  const counts = [1, 2, availableParallelism()].filter((count, index, all) => all.indexOf(count) === index);
  const rates: number[][] = counts.map(() => []);
  const results = new Set<string>();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, workers] of counts.entries()) {
      const { rate, result } = await campaign(workers);
      rates[index]?.push(rate);
      results.add(result);
    }
  }
  if (results.size !== 1) throw new Error(`${results.size} different results of one campaign`);
  const medians = rates.map(median);
  console.log(
    `\nworkers: subject ${SUBJECT}, ${whole(CASES)} cases, seed ${SEED}; medians of ${ROUNDS} rounds, one result\n`,
  );
  printTable(
    ['workers', 'cases/s', 'of one'],
    counts.map((workers, index) => {
      const rate = medians[index] ?? Number.NaN;
      return [String(workers), whole(rate), ratio(rate / (medians[0] ?? Number.NaN))];
    }),
  );
}
