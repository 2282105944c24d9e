import type { Expected } from '../../model/expected.ts';
import type { JudgeContext } from '../../properties/judge.ts';
import { FIELDS } from '../../properties/model/fields.ts';
import { ModelWalk, modelBreach } from '../../properties/model/walk.ts';
import { fieldTally } from '../../properties/narrow.ts';
import type { FindingCode } from '../../trace/finding/finding.ts';
import type { Run } from '../../trace/run/run.ts';

/** The outcome of the reference model that a run disagrees with in one property; null where it disagrees with none. */
export function expectedOutcome(
  run: Run,
  { model, ...context }: JudgeContext,
  { property }: Pick<FindingCode, 'property'>,
): Expected | null {
  if (model === null) return null;
  const walk = new ModelWalk(run, { model, ...context }, model);
  const tally = fieldTally(FIELDS);
  let found: Expected | null = null;
  for (const [op, call] of run.calls.entries()) {
    const observed = run.observations[op];
    if (observed === undefined) return null;
    const allowed = walk.follow(
      walk.outcomes(call),
      { run, op, call, observed },
      tally,
      (field, expected, ...at) => {
        if (field.property === property) found = expected;
        return modelBreach(field, expected, ...at);
      },
    );
    if (allowed.length === 0) return found;
  }
  return null;
}
