import type fc from 'fast-check';
import { profileOf } from '../src/execution/generation.ts';
import { caseArbitrary } from '../src/properties/generate/case-arbitrary.ts';
import type { GeneratedCase } from '../src/properties/generate/decode-case.ts';
import { generateCase } from '../src/properties/generate/generate-case.ts';
import { FIXED_OPS, fixedLength, SEED, stagesOf, subject, WholeRun } from './campaign-stages.ts';
import { measure, printTable, ratio, whole } from './measure.ts';

const ROUNDS = 7;
/** Cases of one run of a workload. */
const CASES = 3000;

/** Cases per second, beside the same cases generated and not executed. */
export async function benchCampaign(): Promise<void> {
  const campaign = caseArbitrary(profileOf(subject));
  const fixed = fixedLength();
  const natural = stagesOf(campaign, CASES);
  const long = stagesOf(fixed, CASES);
  const rates = await measure([...natural, new WholeRun(CASES), ...long], ROUNDS);
  const perSecond = (index: number): number => CASES * (rates[index] ?? 0);
  const rows = (labels: readonly string[], first: number, opsPerCase: number): string[][] =>
    labels.map((label, index) => [
      label,
      whole(perSecond(first + index)),
      whole(opsPerCase * perSecond(first + index)),
      ratio(perSecond(first + index) / perSecond(first)),
    ]);
  const headings = ['cases/s', 'ops/s', 'of generated'];

  console.log(
    `\nCampaign: subject ${subject.name}, ${subject.modes.join(', ')}, seed ${SEED}, packed words; ` +
      `one thread, medians of ${ROUNDS} rounds of ${CASES} cases\n`,
  );
  const average = averageOps(campaign);
  printTable(
    [`cases as generated, ${average.toFixed(1)} ops`, ...headings],
    rows([...natural.map(({ label }) => label), 'and with one variant (run)'], 0, average),
  );
  console.log('');
  printTable(
    [`cases of ${FIXED_OPS} ops`, ...headings],
    rows(
      long.map(({ label }) => label),
      natural.length + 1,
      FIXED_OPS,
    ),
  );
}

function averageOps(arbitrary: fc.Arbitrary<GeneratedCase>): number {
  let ops = 0;
  for (let caseIndex = 0; caseIndex < CASES; caseIndex += 1) {
    ops += generateCase(arbitrary, SEED, caseIndex).value.ops.length;
  }
  return ops / CASES;
}
