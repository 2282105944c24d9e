import type { Beacon, ModelCall } from '../execution/beacon.ts';
import type { DeviceModel } from '../model/device.ts';
import type { Subject } from '../subjects/index.ts';
import { mapAnswers } from '../subjects/map-answers.ts';

/** A device model whose calls show on the beacon: what does not come back is then known to be the model. */
export function watchModel<State>(model: DeviceModel<State>, beacon: Beacon): DeviceModel<State> {
  const shown = <Result>(call: ModelCall, make: () => Result): Result => {
    beacon.modelCall = call;
    try {
      return make();
    } finally {
      beacon.modelCall = null;
    }
  };
  const close = model.close?.bind(model);
  return {
    name: model.name,
    arms: model.arms,
    ...(model.reach && { reach: model.reach }),
    leavesRest: model.leavesRest === true,
    initial: () => shown('initial', () => model.initial()),
    read: (state, request) => shown('read', () => model.read(state, request)),
    write: (state, request) => shown('write', () => model.write(state, request)),
    ...mapAnswers(model, (name, own) => (state, file) => shown(name, () => own(state, file))),
    ...(close && { close: (state, file) => shown('close', () => close(state, file)) }),
  };
}

/** A subject whose model is watched, if it has one. */
export function watchedSubject(subject: Subject, beacon: Beacon): Subject {
  const { model } = subject;
  return model === null ? subject : { ...subject, model: watchModel(model, beacon) };
}
