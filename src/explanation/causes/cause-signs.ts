import { judgeRun } from '../../execution/judge-run.ts';
import type { Recorded } from '../../properties/evidence/contents.ts';
import type { JudgeContext } from '../../properties/judge.ts';
import type { JudgedBreach } from '../../trace/finding/finding.ts';
import type { Run } from '../../trace/run/run.ts';
import { breachSigns } from './breach-signs.ts';
import { earlierCorruption, explains, explainsDifference, isMisuse } from './explains.ts';
import { requestSigns } from './request-signs.ts';

/**
 * Codes of what led to a breach, as far as recorded runs tell: findings that have one in common have one cause. They are
 * of the request at which it shows, in its run and in the variant that is compared with it.
 */
export function causeSigns(
  { run, variant }: Recorded,
  breach: JudgedBreach,
  context: JudgeContext,
): readonly string[] {
  const signs =
    variant === null ? signsIn(run, breach, context) : comparedSigns(run, variant, breach, context);
  return [...new Set(signs)].sort();
}

function signsIn(run: Run, breach: JudgedBreach, context: JudgeContext): readonly string[] {
  const shown = breachesOf(run, context);
  const early = earlierCorruption(shown, breach);
  const own = breachSigns(breach, run);
  if (early !== null) return [...breachSigns(early, run), ...own];
  const beside = shown.filter((each) => isBeside(each, breach));
  const given = isEffect(breach) ? requestSigns(run, breach.where.op, beside) : [];
  if (given.length > 0) return isMisuse(breach) ? [...given, ...own] : given;
  const cause = firstCause(
    beside.filter((each) => explains(each, breach, run)),
    run,
  );
  return cause === null ? own : [...own, ...breachSigns(cause, run)];
}

/** The first of those that come of no other one: what two mistakes lead to together does not make them one. */
function firstCause(causes: readonly JudgedBreach[], run: Run): JudgedBreach | null {
  const first = causes.filter(
    (each) => !causes.some((other) => other !== each && explains(other, each, run)),
  );
  const [earliest = null] = (first.length > 0 ? first : causes).toSorted(
    (left, right) => left.where.moment - right.where.moment,
  );
  return earliest;
}

/** Whether a breach can come of what its request was given: what is left behind shows when all is over. */
function isEffect({ property }: JudgedBreach): boolean {
  return property !== 'contract/no-leak';
}

/** What one of the two runs shows of the request and the other does not; the breach itself where that is nothing. */
function comparedSigns(
  run: Run,
  variant: Run,
  breach: JudgedBreach,
  context: JudgeContext,
): readonly string[] {
  const left = signsAt(run, breach, context);
  const right = signsAt(variant, breach, context);
  const differing = [
    ...left.filter((sign) => !right.includes(sign)),
    ...right.filter((sign) => !left.includes(sign)),
  ];
  const signs =
    differing.length > 0
      ? differing
      : signsAt(run, breach, context, (each) => explainsDifference(each, breach));
  return [...signs, ...breachSigns(breach, run)];
}

function signsAt(
  run: Run,
  { where: { op } }: JudgedBreach,
  context: JudgeContext,
  counts: (breach: JudgedBreach) => boolean = () => true,
): readonly string[] {
  const shown = breachesOf(run, context).filter((each) => each.where.op === op && counts(each));
  if (shown.length === 0) return [];
  const given = requestSigns(run, op, shown);
  return given.length > 0 ? given : shown.flatMap((each) => breachSigns(each, run));
}

function breachesOf(run: Run, context: JudgeContext): readonly JudgedBreach[] {
  return judgeRun(run, context).verdicts.flatMap(({ breach }) => breach ?? []);
}

/** Whether two breaches are of one request, or of one operation where one of them names no request. */
function isBeside({ where: left }: JudgedBreach, { where: right }: JudgedBreach): boolean {
  if (left.op !== right.op) return false;
  return left.request === null || right.request === null || left.request === right.request;
}
