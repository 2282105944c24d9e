import type { Expected } from '../../model/expected.ts';
import type { Recorded } from '../../properties/evidence/contents.ts';
import type { JudgeContext } from '../../properties/judge.ts';
import { evidenceFor } from '../../properties/registry.ts';
import { type Evidence, NO_EVIDENCE } from '../../trace/finding/evidence.ts';
import type { JudgedBreach } from '../../trace/finding/finding.ts';
import { causeSigns } from '../causes/cause-signs.ts';
import { bufferOf, inputOf } from './buffer.ts';
import { bytesOf } from './bytes.ts';
import { expectedOutcome } from './expected-outcome.ts';
import { factsOf } from './facts.ts';
import { observedCalls } from './observed.ts';
import { timelineOf } from './timeline.ts';

/** What a recorded run shows of a breach; of the run itself where there is none. */
export function evidenceOf(recorded: Recorded, breach: JudgedBreach | null, context: JudgeContext): Evidence {
  const { run } = recorded;
  const observed = observedCalls(run);
  if (breach === null) return { ...NO_EVIDENCE, timeline: timelineOf(run.events, null), observed };
  const property = evidenceFor(breach.property);
  const { events } = property.inVariant === true ? (recorded.variant ?? run) : run;
  const expected = (): Expected | null => expectedOutcome(run, context, breach);
  const contents = property.contents?.(recorded, breach, expected) ?? [];
  const input = inputOf(events, breach);
  return {
    timeline: timelineOf(events, breach),
    facts: factsOf(run.events.filter(({ op }) => op === breach.op)),
    buffer: bufferOf(events, breach, contents),
    ...(input !== null && { input }),
    bytes: contents.map(bytesOf),
    observed,
    signs: causeSigns(recorded, breach, context),
  };
}
