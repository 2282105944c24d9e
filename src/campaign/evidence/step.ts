import type { Actor } from '../../trace/evidence.ts';
import type { RunEvent } from '../../trace/run.ts';

/** One step of a run, before it is known what a finding is about. */
export interface Step {
  readonly op: number;
  readonly actor: Actor;
  readonly to: Actor | null;
  readonly text: string;
  /** What it was made of: the kind of the event, or `surroundings` where bytes around the buffer changed. */
  readonly kind: string;
  readonly detail: RunEvent['detail'];
}
