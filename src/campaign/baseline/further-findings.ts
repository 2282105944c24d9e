import type { FirstCase } from '../../execution/first-case.ts';
import { selfContained } from '../../properties/contract/self-contained.ts';
import { terminates } from '../../properties/contract/terminates.ts';
import { areAlike } from '../../trace/finding/baseline.ts';
import { circumstancesOf, neededIn } from '../../trace/finding/circumstances.ts';
import type { Finding } from '../../trace/finding/finding.ts';
import { placeOf } from '../../trace/finding/shape.ts';
import type { NumberedFinding } from '../executed.ts';

/** Further cases of one accepted finding that are minimized, at most: counted work, so that every machine does the same. */
export const FURTHER_CASES = 8;

/** Properties of which each candidate costs a worker. */
const COSTLY: readonly string[] = [terminates.id, selfContained.id];

/**
 * What an accepted finding may hide: findings of its property, reason and origin whose minimal traces are of other shapes
 * than its own and each other's. Cases that lack what the traces so far need show something else and come first.
 *
 * @param cases of the same finding, the simplest first
 * @param minimize null for a case that does not show it again; what is not wanted need not be explained further
 */
export async function furtherFindings(
  first: NumberedFinding,
  cases: readonly FirstCase[],
  minimize: (shown: FirstCase, isWanted: (finding: Finding) => boolean) => Promise<Finding | null>,
): Promise<NumberedFinding[]> {
  const found = [first.finding];
  const further: NumberedFinding[] = [];
  const isNew = (finding: Finding): boolean =>
    finding.minimization !== 'none' && !found.some((each) => areAlike(each, finding));
  const left = cases.filter(({ caseIndex }) => caseIndex !== first.caseIndex);
  for (let looked = 0; looked < FURTHER_CASES; looked += 1) {
    const next = nextOf(left, found);
    if (next === null) break;
    left.splice(left.indexOf(next), 1);
    const finding = await minimize(next, isNew);
    if (finding === null || !isNew(finding)) continue;
    found.push(finding);
    further.push({ caseIndex: next.caseIndex, finding });
  }
  return further;
}

/** The first case that can show none of what was found; else the first, where that may tell more than it costs. */
function nextOf(left: readonly FirstCase[], found: readonly Finding[]): FirstCase | null {
  const other = left.find((shown) => !found.some((finding) => mayShow(shown, finding)));
  if (other !== undefined) return other;
  return found.every(isTellable) ? (left[0] ?? null) : null;
}

/** Whether shapes tell its defect from others, for what a case costs. */
function isTellable({ property, minimization }: Finding): boolean {
  return minimization === 'complete' && !COSTLY.includes(property);
}

/** Whether a case has all that a finding needs; where a trace is not minimal, whether it shows at the same place. */
function mayShow({ trace, breach }: FirstCase, finding: Finding): boolean {
  if (!isTellable(finding)) return placeOf(trace, breach.op) === placeOf(finding.trace, finding.op);
  const circumstances = new Set(circumstancesOf(trace, breach.op));
  return neededIn(circumstancesOf(finding.trace, finding.op)).every((needed) => circumstances.has(needed));
}
