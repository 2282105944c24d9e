/**
 * Runs in a child process, from within a copy of dist: one campaign of the copy's own code. Takes a setting as
 * JSON from its arguments and prints what became of every property as JSON.
 */

import type { PropertyResult } from '../../../src/trace/result/result.ts';
import type { CampaignOutcome, Outcome } from './mutant.ts';
import type { Setting } from './mutation.ts';

type Isolated = typeof import('../../../src/campaign/session.ts');
type Subjects = typeof import('../../../src/subjects/index.ts');

interface Parameters extends Setting {
  readonly cases: number;
  readonly seed: number;
}

/** The first case of one finding. */
interface First {
  readonly property: string;
  readonly reason: string;
  readonly caseIndex: number;
}

const [argument = ''] = process.argv.slice(2);
const parameters = JSON.parse(argument) as Parameters;
const outcome = await run(parameters);
process.stdout.write(JSON.stringify(outcome));

async function run({ subject, view, modes, cases, seed }: Parameters): Promise<CampaignOutcome> {
  const { openSession } = (await fromCopy('campaign/session.js')) as Isolated;
  const { subjectSource } = (await fromCopy('subjects/index.js')) as Subjects;
  // Which properties are breached is asked, not by which minimal trace: findings stay as they were generated.
  const minimizing = new AbortController();
  const session = await openSession({ source: await subjectSource(subject, null), stallSeconds: 3 });
  const result = await session.runCampaign({
    modes,
    view,
    cases,
    seed,
    signal: minimizing.signal,
    onProgress: ({ phase }) => {
      if (phase === 'minimizing') minimizing.abort();
    },
  });
  await session.close();
  const first = result.findings.map(({ property, reason, trace }) => {
    return { property, reason, caseIndex: trace.seed?.caseIndex ?? result.cases };
  });
  // Mutations of kernel32 and its model are noticed by what programs observe.
  const own = result.properties.filter(({ id }) => view === 'native' || id.startsWith('win32/'));
  return outcomeOf(result.cases, own, first);
}

function outcomeOf(
  cases: number,
  properties: readonly PropertyResult[],
  first: readonly First[],
): CampaignOutcome {
  const outcomes: Record<string, Outcome> = {};
  for (const { id, verdict, breaches } of properties) {
    const own = first.filter(({ property }) => property === id);
    const firstCases = own.map(({ caseIndex }) => caseIndex);
    outcomes[id] = {
      verdict,
      breaches,
      firstCase: firstCases.length === 0 ? null : Math.min(...firstCases),
      reasons: own.map(({ reason }) => reason),
    };
  }
  return { cases, outcomes };
}

function fromCopy(path: string): Promise<unknown> {
  return import(new URL(path, import.meta.url).href);
}
