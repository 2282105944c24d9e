import type { Run } from '../../trace/run/run.ts';
import type { JudgeContext, Verdict } from '../judge.ts';
import { countLeft, type FieldTally, fieldTally } from '../narrow.ts';
import { FIELDS } from './fields.ts';
import { MODEL_PROPERTIES } from './index.ts';
import { ModelWalk, modelBreach } from './walk.ts';

export interface ModelJudgement {
  /** One per property, in the order of MODEL_PROPERTIES. */
  readonly verdicts: readonly Verdict[];
  /** The arms of the model that decided the calls which conformed, one entry per arm and call. */
  readonly arms: readonly string[];
}

/**
 * Judges a run against the reference model. One walk follows the set of states the system may be in and stops
 * at the first call that no outcome allows: what comes after it can't be told. Without a model of the device
 * only what is judged from the run alone has something to compare.
 */
export function judgeModel(run: Run, context: JudgeContext): ModelJudgement {
  const tally = fieldTally(FIELDS);
  const arms: string[] = [];
  if (context.model === null) return { verdicts: withoutModel(run, context, tally), arms };
  judge(run, new ModelWalk(run, context, context.model), tally, arms);
  return { verdicts: VERDICTS.map((verdictOf) => verdictOf(run, context, tally)), arms };
}

type VerdictOf = (run: Run, context: JudgeContext, tally: FieldTally) => Verdict;

/** What is said of each property. */
const VERDICTS: readonly VerdictOf[] = MODEL_PROPERTIES.map((property): VerdictOf => {
  if ('judge' in property) return property.judge;
  const { id } = property;
  const index = FIELDS.findIndex((field) => field.property === id);
  return (_run, _context, { compared, breaches }) => ({
    property: id,
    compared: compared[index] ?? 0,
    breach: breaches[index] ?? null,
  });
});

/** Nothing but what is judged from the run alone, and how many calls that leaves aside. */
function withoutModel(run: Run, context: JudgeContext, tally: FieldTally): readonly Verdict[] {
  const left = countLeft(FIELDS, run.observations);
  return VERDICTS.map((verdictOf) => {
    const verdict = verdictOf(run, context, tally);
    const index = FIELDS.findIndex((field) => field.property === verdict.property);
    return index < 0 ? verdict : { ...verdict, noted: left[index] ?? 0 };
  });
}

function judge(run: Run, walk: ModelWalk, tally: FieldTally, arms: string[]): void {
  for (let op = 0; op < run.calls.length; op += 1) {
    const call = run.calls[op];
    const observed = run.observations[op];
    if (call === undefined || observed === undefined) return;
    const [first] = walk.follow(walk.outcomes(call), { run, op, call, observed }, tally, modelBreach);
    if (first === undefined) return;
    for (const arm of first.arms) arms.push(arm);
  }
}
