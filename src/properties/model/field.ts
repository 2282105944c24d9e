import type { Expected } from '../../model/expected.ts';
import type { Call } from '../../trace/ops/index.ts';
import type { Observation } from '../../trace/run/observation.ts';
import type { Run } from '../../trace/run/run.ts';
import type { ComparedField } from '../narrow.ts';

/** One property's part of an observation of a system call, compared with one allowed outcome. */
export interface Field extends ComparedField<Expected, Observation, Call> {
  /** Its place among the fields by which the set of outcomes is narrowed, one after another. Unique. */
  readonly place: number;
  /** What was expected and what was observed, for people. */
  explain(expected: Expected, observed: Observation, call: Call, run: Run): Explanation;
}

interface Explanation {
  readonly expected: string;
  readonly observed: string;
}
