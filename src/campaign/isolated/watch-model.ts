import type { DeviceModel } from '../../model/device.ts';
import type { Beacon, ModelCall } from '../beacon.ts';

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
  return {
    name: model.name,
    arms: model.arms,
    initial: () => shown('initial', () => model.initial()),
    read: (state, request) => shown('read', () => model.read(state, request)),
    write: (state, request) => shown('write', () => model.write(state, request)),
  };
}
