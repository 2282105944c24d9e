import type { Recorded } from '../properties/evidence/contents.ts';
import type { JudgeContext } from '../properties/judge.ts';
import { type Evidence, NO_EVIDENCE } from '../trace/finding/evidence.ts';
import type { JudgedBreach } from '../trace/finding/finding.ts';
import { causeOf } from './evidence/cause.ts';
import { evidenceOf } from './evidence/evidence.ts';
import { pictureOf } from './evidence/picture.ts';

/** What a recorded run explains of a breach. */
export interface Explained {
  /** Why it came to this, one line each. */
  readonly cause: readonly string[];
  /** The buffer, its frames and how it reached the driver, one line each. */
  readonly picture: readonly string[];
  readonly evidence: Evidence;
}

/** Of a breach that no run was recorded of; `cause` says why, or what is known all the same. */
export function unexplained(...cause: readonly string[]): Explained {
  return { cause, picture: [], evidence: NO_EVIDENCE };
}

/**
 * Explains a breach by a run that was recorded in full; without a breach, what the run shows. Cause and picture are of
 * the run itself, also where the breach shows in a variant.
 */
export function explained(recorded: Recorded, breach: JudgedBreach | null, context: JudgeContext): Explained {
  const evidence = evidenceOf(recorded, breach, context);
  if (breach === null) return { cause: [], picture: [], evidence };
  const events = recorded.run.events.filter(({ op }) => op === breach.op);
  return { cause: causeOf(events), picture: pictureOf(events), evidence };
}
