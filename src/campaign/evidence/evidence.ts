import type { JudgeContext } from '../../properties/judge.ts';
import type { Evidence } from '../../trace/evidence.ts';
import type { JudgedBreach } from '../../trace/finding.ts';
import { bufferOf } from './buffer.ts';
import { bytesOf } from './bytes.ts';
import { comparisonsOf } from './comparison.ts';
import { observedCalls } from './observed.ts';
import type { Recorded } from './recorded.ts';
import { timelineOf } from './timeline.ts';

/** Properties that show in the variant's run alone, which has the same calls. */
const IN_VARIANT: ReadonlySet<string> = new Set(['contract/no-double-fetch']);

/** What a recorded run shows of a breach; of the run itself where there is none. */
export function evidenceOf(recorded: Recorded, breach: JudgedBreach | null, context: JudgeContext): Evidence {
  const { run } = recorded;
  const observed = observedCalls(run);
  if (breach === null) return { timeline: timelineOf(run.events, null), buffer: null, bytes: [], observed };
  const { events } = IN_VARIANT.has(breach.property) ? (recorded.variant ?? run) : run;
  const comparisons = comparisonsOf(recorded, breach, context);
  return {
    timeline: timelineOf(events, breach),
    buffer: bufferOf(events, breach, comparisons),
    bytes: comparisons.map(bytesOf),
    observed,
  };
}
