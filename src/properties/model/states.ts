import { DeviceModelError } from '../../model/device-model-error.ts';
import type { ModelState } from '../../model/io-manager.ts';
import { isSameState } from '../../model/same-state.ts';

/** More states than this at once are a fault of the device model: each call would cost as many steps. */
const MAX_STATES = 256;

/** The states that a call may have led to, each of them once. */
export function nextStates(outcomes: readonly { readonly next: ModelState }[]): readonly ModelState[] {
  const states: ModelState[] = [];
  for (const { next } of outcomes) {
    // By value: a device's state is its own kind of data, and equal ones would multiply with every call.
    if (!states.some((state) => isSameState(state, next))) states.push(next);
  }
  if (states.length > MAX_STATES) {
    throw new DeviceModelError(`the model allows more than ${MAX_STATES} states at once`);
  }
  return states;
}
