import type { ModelCall } from '../execution/beacon.ts';
import type { DeviceModel } from '../model/device.ts';
import type { Subject } from '../subjects/index.ts';
import { mapAnswers } from '../subjects/map-answers.ts';
import type { ModelWatch } from './model-watch.ts';

/** A device model whose calls show to a watch: what does not come back is then known to be the model. */
export function watchModel<State>(
  model: DeviceModel<State>,
  watch: Pick<ModelWatch, 'call'>,
): DeviceModel<State> {
  const shown = <Result>(call: ModelCall, make: () => Result): Result => watch.call(model.name, call, make);
  const close = model.close?.bind(model);
  const control = model.control?.bind(model);
  return {
    name: model.name,
    arms: model.arms,
    ...(model.reach && { reach: model.reach }),
    leavesRest: model.leavesRest === true,
    initial: () => shown('initial', () => model.initial()),
    read: (state, request) => shown('read', () => model.read(state, request)),
    write: (state, request) => shown('write', () => model.write(state, request)),
    ...mapAnswers(model, (name, own) => (state, file) => shown(name, () => own(state, file))),
    ...(control && {
      control: (state, request) => shown('control', () => control(state, request)),
    }),
    ...(close && { close: (state, file) => shown('close', () => close(state, file)) }),
  };
}

/** A subject whose model is watched, if it has one. */
export function watchedSubject(subject: Subject, watch: Pick<ModelWatch, 'call'>): Subject {
  const { model } = subject;
  return model === null ? subject : { ...subject, model: watchModel(model, watch) };
}
