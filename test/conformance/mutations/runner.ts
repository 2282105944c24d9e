/**
 * Runs in a child process, from within a copy of dist: one campaign of the copy's own code. Takes a setting as
 * JSON from its arguments and prints what became of every property as JSON.
 */

import type { Outcome } from './mutant.ts';
import type { Setting } from './mutation.ts';

type Isolated = typeof import('../../../src/campaign/isolated/session.ts');
type Subjects = typeof import('../../../src/subjects/index.ts');

const { openSession } = (await fromCopy('campaign/isolated/session.js')) as Isolated;
const { subjectSource } = (await fromCopy('subjects/index.js')) as Subjects;

const [argument = ''] = process.argv.slice(2);
const { subject, modes, cases, seed } = JSON.parse(argument) as Setting & { cases: number; seed: number };
// Which properties are breached is asked, not by which minimal trace: findings stay as they were generated.
const minimizing = new AbortController();
const session = await openSession({ source: await subjectSource(subject, null), stallSeconds: 1 });
const result = await session.runCampaign({
  modes,
  cases,
  seed,
  signal: minimizing.signal,
  onProgress: ({ phase }) => {
    if (phase === 'minimizing') minimizing.abort();
  },
});

await session.close();

const outcomes: Record<string, Outcome> = {};
for (const { id, verdict, breaches } of result.properties) {
  const findings = result.findings.filter(({ property }) => property === id);
  const firstCases = findings.map(({ trace }) => trace.seed?.caseIndex ?? result.cases);
  outcomes[id] = {
    verdict,
    breaches,
    firstCase: firstCases.length === 0 ? null : Math.min(...firstCases),
    reasons: findings.map(({ reason }) => reason),
  };
}
process.stdout.write(JSON.stringify({ cases: result.cases, outcomes }));

function fromCopy(path: string): Promise<unknown> {
  return import(new URL(path, import.meta.url).href);
}
