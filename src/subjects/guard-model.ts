import type { DeviceAnswer, DeviceModel, DeviceOutcome } from '../model/device.ts';
import { DeviceModelError } from '../model/device-model-error.ts';
import type { ArmReaches } from '../trace/arm-reach.ts';
import { describeThrown, textOf } from '../trace/thrown.ts';
import { mapAnswers } from './map-answers.ts';

function thrownText(error: unknown): string {
  const { name, message } = describeThrown(error);
  return `${name}: ${message}`;
}

/** What is wrong with what answers to all requests have; null when nothing is. */
function commonProblem(
  answer: Partial<DeviceAnswer<unknown>> | null | undefined,
  arms: ReadonlySet<string>,
): string | null {
  if (typeof answer !== 'object' || answer === null) return 'an outcome that is no object';
  const { arm, status } = answer;
  if (typeof arm !== 'string' || !arms.has(arm)) return `arm '${textOf(arm)}', which its arms do not list`;
  if (typeof status !== 'number' || (status | 0) !== status)
    return `status ${textOf(status)}, which is no NTSTATUS`;
  return 'next' in answer ? null : 'an outcome without next';
}

function informationProblem(information: unknown): string | null {
  const isCount = Number.isSafeInteger(information) && Number(information) >= 0;
  return isCount ? null : `information ${textOf(information)}, which is no count`;
}

/** What is wrong with an answer to a request without a buffer; null when nothing is. */
function answerProblem(
  answer: Partial<DeviceAnswer<unknown>> | null | undefined,
  arms: ReadonlySet<string>,
): string | null {
  const problem = commonProblem(answer, arms);
  const information = answer?.information;
  return problem ?? (information === undefined ? null : informationProblem(information));
}

/** What is wrong with an outcome of a transfer; null when nothing is. */
function outcomeProblem(
  outcome: Partial<DeviceOutcome<unknown>> | null | undefined,
  arms: ReadonlySet<string>,
): string | null {
  const { information, data, position } = outcome ?? {};
  const problem = commonProblem(outcome, arms) ?? informationProblem(information);
  if (problem !== null) return problem;
  if (!(data instanceof Uint8Array)) return 'data that is no Uint8Array';
  const isPosition = position === undefined || typeof position === 'bigint';
  return isPosition ? null : `position ${textOf(position)}, which is no bigint`;
}

/** Plain data, as another thread is told it. */
function copyOf(reach: ArmReaches): ArmReaches {
  return Object.fromEntries(
    Object.entries(reach).map(([arm, { modes, views, needs }]) => [
      arm,
      {
        ...(modes && { modes: [...modes] }),
        ...(views && { views: [...views] }),
        ...(needs && { needs }),
      },
    ]),
  );
}

/**
 * A model from outside, with its answers checked.
 *
 * @throws {DeviceModelError} from its functions, when the model throws or answers with something else than a set of
 * at least one outcome
 */
export function guardModel(model: DeviceModel<unknown>): DeviceModel<unknown> {
  const arms = new Set(model.arms);
  const guarded = <Result>(name: string, call: () => Result): Result => {
    try {
      return call();
    } catch (error) {
      throw error instanceof DeviceModelError
        ? error
        : new DeviceModelError(`the model ${model.name}: ${name} threw ${thrownText(error)}`);
    }
  };
  const checked = <Answer>(
    name: string,
    call: () => readonly Answer[],
    problemOf: (answer: Partial<Answer> | null | undefined, arms: ReadonlySet<string>) => string | null,
  ): readonly Answer[] =>
    guarded(name, () => {
      const outcomes = call();
      if (!Array.isArray(outcomes) || outcomes.length === 0) {
        throw new DeviceModelError(`the model ${model.name}: ${name} allows no outcome`);
      }
      return outcomes.map((given: Partial<Answer> | null | undefined) => {
        const problem = problemOf(given, arms);
        if (problem !== null) throw new DeviceModelError(`the model ${model.name}: ${name} gave ${problem}`);
        // A copy: what is computed when it is looked at is looked at here.
        return { ...(given as Answer) };
      });
    });
  const close = model.close?.bind(model);
  const control = model.control?.bind(model);
  return {
    name: model.name,
    arms: model.arms,
    ...(model.reach && { reach: copyOf(model.reach) }),
    leavesRest: model.leavesRest === true,
    initial: () => guarded('initial', () => model.initial()),
    read: (state, request) => checked('read', () => model.read(state, request), outcomeProblem),
    write: (state, request) => checked('write', () => model.write(state, request), outcomeProblem),
    ...mapAnswers(
      model,
      (name, own) => (state, file) => checked(name, () => own(state, file), answerProblem),
    ),
    ...(control && {
      control: (state, request) => checked('control', () => control(state, request), outcomeProblem),
    }),
    ...(close && { close: (state, file) => guarded('close', () => close(state, file)) }),
  };
}
