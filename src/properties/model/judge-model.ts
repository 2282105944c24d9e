import type { DeviceModel } from '../../model/device.ts';
import type { Expected } from '../../model/expected.ts';
import { initial, type ModelConfig, type ModelState, type Outcome, step } from '../../model/io-manager.ts';
import type { Call } from '../../trace/call.ts';
import type { Breach } from '../../trace/finding.ts';
import type { Observation } from '../../trace/observation.ts';
import type { Run } from '../../trace/run.ts';
import type { JudgeContext, Verdict } from '../judge.ts';
import { type FieldTally, fieldTally, narrow } from '../narrow.ts';
import { FIELDS, type Field } from './fields.ts';
import { nextStates } from './states.ts';
import { judgeUserPtr } from './user-ptr.ts';

/** The properties of this family, in the order of their verdicts. */
export const MODEL_PROPERTIES = [
  'model/status',
  'model/information',
  'model/data',
  'model/iosb',
  'model/position',
  'model/user-ptr',
] as const;

export interface ModelJudgement {
  /** One per property, in the order of MODEL_PROPERTIES. */
  readonly verdicts: readonly Verdict[];
  /** The arms of the model that decided the calls which conformed, one entry per arm and call. */
  readonly arms: readonly string[];
}

/**
 * Judges a run against the reference model. One walk follows the set of states the system may be in and stops
 * at the first call that no outcome allows: what comes after it can't be told. Without a model of the device
 * only model/user-ptr has something to compare.
 */
export function judgeModel(run: Run, context: JudgeContext): ModelJudgement {
  const tally = fieldTally(FIELDS);
  const arms: string[] = [];
  if (context.model !== null) walk(run, configOf(run, context, context.model), tally, arms);
  return { verdicts: MODEL_PROPERTIES.map((property) => verdictOf(property, run, tally)), arms };
}

function verdictOf(property: (typeof MODEL_PROPERTIES)[number], run: Run, tally: FieldTally): Verdict {
  if (property === 'model/user-ptr') return judgeUserPtr(run);
  const index = FIELDS.findIndex((field) => field.property === property);
  return { property, compared: tally.compared[index] ?? 0, breach: tally.breaches[index] ?? null };
}

function configOf(run: Run, context: JudgeContext, device: DeviceModel<unknown>): ModelConfig {
  const { mode, dialect } = run.trace.options;
  const { deviceNames, exclusive } = context;
  return { device, mode, dialect, deviceNames, exclusive };
}

function walk(run: Run, config: ModelConfig, tally: FieldTally, arms: string[]): void {
  let states: readonly ModelState[] = [initial(config)];
  for (let op = 0; op < run.calls.length; op += 1) {
    const call = run.calls[op];
    const observed = run.observations[op];
    if (call === undefined || observed === undefined) return;
    const allowed = narrow(
      outcomesOf(config, states, call),
      FIELDS,
      { run, op, call, observed },
      tally,
      breachOf,
    );
    const first = allowed[0];
    if (first === undefined) return;
    for (const arm of first.arms) arms.push(arm);
    states = allowed.length === 1 ? [first.next] : nextStates(allowed);
  }
}

function outcomesOf(config: ModelConfig, states: readonly ModelState[], call: Call): readonly Outcome[] {
  const [state] = states;
  if (state !== undefined && states.length === 1) return step(config, state, call);
  return states.flatMap((each) => step(config, each, call));
}

/** One call of a run. */
interface Step {
  readonly run: Run;
  readonly op: number;
  readonly call: Call;
  readonly observed: Observation;
}

function breachOf(field: Field, expected: Expected, reason: string, at: Step): Breach {
  const explanation = field.explain(expected, at.observed, at.call, at.run);
  return { property: field.property, reason, severity: 'error', op: at.op, ...explanation };
}
