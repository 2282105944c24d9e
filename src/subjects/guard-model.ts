import type { DeviceModel, DeviceOutcome } from '../model/device.ts';
import { DeviceModelError } from '../model/device-model-error.ts';
import { describeThrown, textOf } from '../trace/thrown.ts';

function thrownText(error: unknown): string {
  const { name, message } = describeThrown(error);
  return `${name}: ${message}`;
}

/** What is wrong with an outcome; null when nothing is. */
function problemOf(
  outcome: Partial<DeviceOutcome<unknown>> | null | undefined,
  arms: ReadonlySet<string>,
): string | null {
  if (typeof outcome !== 'object' || outcome === null) return 'an outcome that is no object';
  const { arm, status, information, data } = outcome;
  if (typeof arm !== 'string' || !arms.has(arm)) return `arm '${textOf(arm)}', which its arms do not list`;
  if (typeof status !== 'number' || (status | 0) !== status)
    return `status ${textOf(status)}, which is no NTSTATUS`;
  if (!Number.isSafeInteger(information) || Number(information) < 0) {
    return `information ${textOf(information)}, which is no count of bytes`;
  }
  if (!(data instanceof Uint8Array)) return 'data that is no Uint8Array';
  return 'next' in outcome ? null : 'an outcome without next';
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
  const answers = (
    name: string,
    call: () => readonly DeviceOutcome<unknown>[],
  ): readonly DeviceOutcome<unknown>[] =>
    guarded(name, () => {
      const outcomes = call();
      if (!Array.isArray(outcomes) || outcomes.length === 0) {
        throw new DeviceModelError(`the model ${model.name}: ${name} allows no outcome`);
      }
      return outcomes.map((given: Partial<DeviceOutcome<unknown>> | null | undefined) => {
        const problem = problemOf(given, arms);
        if (problem !== null) throw new DeviceModelError(`the model ${model.name}: ${name} gave ${problem}`);
        // A copy: what is computed when it is looked at is looked at here.
        return { ...(given as DeviceOutcome<unknown>) };
      });
    });
  return {
    name: model.name,
    arms: model.arms,
    initial: () => guarded('initial', () => model.initial()),
    read: (state, request) => answers('read', () => model.read(state, request)),
    write: (state, request) => answers('write', () => model.write(state, request)),
  };
}
