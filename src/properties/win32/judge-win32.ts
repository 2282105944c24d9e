import {
  initial,
  type ModelConfig,
  type ModelState,
  step,
  type Win32Expected,
} from '../../model/win32/program.ts';
import type { JudgedBreach } from '../../trace/finding/finding.ts';
import type { Win32Call } from '../../trace/ops/index.ts';
import type { Run } from '../../trace/run/run.ts';
import type { Win32Observation, Win32Run } from '../../trace/win32/observation.ts';
import type { JudgeContext, Verdict } from '../judge.ts';
import { nextStates } from '../model/states.ts';
import { countLeft, type FieldTally, fieldTally, narrow } from '../narrow.ts';
import { breachOf } from '../verdict.ts';
import { atEnd } from '../where.ts';
import type { Win32Field } from './field.ts';
import { WIN32_FIELDS } from './fields.ts';

export interface Win32Judgement {
  /** One per property, in the order of WIN32_FIELDS. */
  readonly verdicts: readonly Verdict[];
  /** The arms of the model that decided the calls which conformed, one entry per arm and call. */
  readonly arms: readonly string[];
}

/** One call of a run. */
interface Step {
  readonly run: Run;
  readonly op: number;
  readonly call: Win32Call;
  readonly observed: Win32Observation;
}

/**
 * Judges a run of the Win32 view against its reference model. One walk follows the set of states the system may
 * be in. It stops at the first call that no outcome allows, and after one that leaves the state open: what comes
 * after can't be told. Without a model of the device nothing is compared, and what could have been is counted.
 */
export function judgeWin32(run: Run, { model, deviceNames, exclusive }: JudgeContext): Win32Judgement {
  const tally = fieldTally(WIN32_FIELDS);
  const arms: string[] = [];
  const { mode, dialect } = run.trace.setting;
  const pends = run.requests.some(({ pendingMarked }) => pendingMarked);
  if (model !== null && run.program !== null)
    walk(run, run.program, { device: model, mode, dialect, deviceNames, exclusive, pends }, tally, arms);
  const left =
    model === null && run.program !== null ? countLeft(WIN32_FIELDS, run.program.observations) : [];
  const verdicts = WIN32_FIELDS.map(({ property }, index) => {
    const [compared, breach] = [tally.compared[index] ?? 0, tally.breaches[index] ?? null];
    return { property, compared, breach, noted: left[index] ?? 0 };
  });
  return { verdicts, arms };
}

function walk(run: Run, program: Win32Run, config: ModelConfig, tally: FieldTally, arms: string[]): void {
  let states: readonly ModelState[] = [initial(config)];
  for (let op = 0; op < program.calls.length && states.length > 0; op += 1) {
    const call = program.calls[op];
    const observed = program.observations[op];
    if (call === undefined || observed === undefined) return;
    const outcomes = states.flatMap((state) => step(config, state, call));
    const allowed = narrow(outcomes, WIN32_FIELDS, { run, op, call, observed }, tally, win32Breach);
    for (const arm of allowed[0]?.arms ?? []) arms.push(arm);
    const isOpen = allowed.some(({ next }) => next === null);
    states = isOpen ? [] : nextStates(allowed.flatMap(({ next }) => (next === null ? [] : [{ next }])));
  }
}

function win32Breach(field: Win32Field, expected: Win32Expected, reason: string, at: Step): JudgedBreach {
  const { expected: wanted, observed } = field.explain(expected, at.observed, at.call);
  return breachOf(field.property, reason, atEnd(at.run, at.op), wanted, observed);
}
