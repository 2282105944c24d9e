import type { DeviceModel } from '../../model/device.ts';
import type { Expected } from '../../model/expected.ts';
import { initial, type ModelConfig, type ModelState, type Outcome, step } from '../../model/io-manager.ts';
import type { JudgedBreach } from '../../trace/finding/finding.ts';
import type { Call } from '../../trace/ops/index.ts';
import type { Observation } from '../../trace/run/observation.ts';
import type { Run } from '../../trace/run/run.ts';
import type { JudgeContext } from '../judge.ts';
import { type FieldTally, narrow } from '../narrow.ts';
import { breachOf } from '../verdict.ts';
import { atEnd } from '../where.ts';
import type { Field } from './field.ts';
import { FIELDS } from './fields.ts';
import { nextStates } from './states.ts';

/** One call of a run. */
export interface Step {
  readonly run: Run;
  readonly op: number;
  readonly call: Call;
  readonly observed: Observation;
}

/** Makes a breach of an outcome that a field of an observation does not agree with. */
export type BreachMaker = (field: Field, expected: Expected, reason: string, at: Step) => JudgedBreach;

/** Follows the set of states that the system may be in, call by call. */
export class ModelWalk {
  readonly #config: ModelConfig;
  #states: readonly ModelState[];

  constructor(run: Run, context: JudgeContext, device: DeviceModel<unknown>) {
    const { mode, dialect } = run.trace.setting;
    const pends = run.requests.some(({ pendingMarked }) => pendingMarked);
    this.#config = { ...context, device, mode, dialect, pends };
    this.#states = [initial(this.#config)];
  }

  /** What a call may lead to now, the preferred outcome first. */
  outcomes(call: Call): readonly Outcome[] {
    const [state] = this.#states;
    if (state !== undefined && this.#states.length === 1) return step(this.#config, state, call);
    return this.#states.flatMap((each) => step(this.#config, each, call));
  }

  /**
   * Goes on to the states that a call has led to. Returns those of its outcomes that allow what was observed: none
   * where the walk is at its end, since what comes after it can't be told.
   */
  follow(
    outcomes: readonly Outcome[],
    at: Step,
    tally: FieldTally,
    breachOf: BreachMaker,
  ): readonly Outcome[] {
    const allowed = narrow(outcomes, FIELDS, at, tally, breachOf);
    const first = allowed[0];
    if (first !== undefined) this.#states = allowed.length === 1 ? [first.next] : nextStates(allowed);
    return allowed;
  }
}

export function modelBreach(field: Field, expected: Expected, reason: string, at: Step): JudgedBreach {
  const explanation = field.explain(expected, at.observed, at.call, at.run);
  const { expected: wanted, observed } = explanation;
  return breachOf(field.property, reason, atEnd(at.run, at.op), wanted, observed);
}
