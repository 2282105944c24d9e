import type { Aspect } from '../../properties/evidence/marks.ts';
import type { Actor } from '../../trace/finding/evidence.ts';
import type { RunEvent } from '../../trace/run/event.ts';

/** One step of a run, before it is known what a finding is about. */
export interface Step {
  readonly op: number;
  readonly actor: Actor;
  readonly to: Actor | null;
  readonly text: string;
  /** What it was made of; null for a remark about the run. */
  readonly event: RunEvent | null;
  readonly aspect: Aspect;
}
