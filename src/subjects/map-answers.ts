import type { DeviceAnswer, DeviceModel, FileIdentity } from '../model/device.ts';
import { MODEL_ANSWERS, type ModelAnswer } from '../trace/subject.ts';

/** How a model answers a request without a buffer. */
type Answers<State> = (state: State, file: FileIdentity) => readonly DeviceAnswer<State>[];

/**
 * The functions by which a model answers requests without a buffer, each wrapped. Absence means something: what the
 * model has not, this has not either. Each is looked at once, and bound: a model may be an object with methods of its
 * own.
 */
export function mapAnswers<State>(
  model: DeviceModel<State>,
  wrap: (name: ModelAnswer, own: Answers<State>) => Answers<State>,
): Partial<Record<ModelAnswer, Answers<State>>> {
  const wrapped: Partial<Record<ModelAnswer, Answers<State>>> = {};
  for (const name of MODEL_ANSWERS) {
    const own = model[name]?.bind(model);
    if (own !== undefined) wrapped[name] = wrap(name, own);
  }
  return wrapped;
}
