import type { Call } from '../trace/ops/index.ts';
import { IO_MANAGER_REACH } from './arms.ts';
import { control } from './control.ts';
import { CONTROL_REACH } from './control-request.ts';
import { closeHandle, createFile, duplicateHandle } from './handles.ts';
import { REQUEST_REACH, request } from './requests.ts';
import type { ModelConfig, ModelState, Outcome } from './state.ts';
import { transfer } from './transfer.ts';

export type { ModelConfig, ModelState, Outcome } from './state.ts';

/** Every arm that is not the device's, with what it takes to reach it. */
export const MODEL_REACH = { ...IO_MANAGER_REACH, ...REQUEST_REACH, ...CONTROL_REACH } as const;

/** Their names, in the same order. */
export const MODEL_ARMS = Object.keys(MODEL_REACH) as readonly (keyof typeof MODEL_REACH)[];

/** The state before the first call: nothing is open. */
export function initial(config: ModelConfig): ModelState {
  return { handles: [], files: [], device: config.device.initial() };
}

/**
 * The reference model: what one system call may lead to, as a set of at least one outcome, the preferred one
 * first (design D7). It is written from the rules alone, and pure: no state changes, and the same call in the
 * same state has the same outcomes.
 */
export function step(config: ModelConfig, state: ModelState, call: Call): readonly Outcome[] {
  switch (call.call) {
    case 'NtCreateFile':
      return createFile(config, state, call);
    case 'NtReadFile':
    case 'NtWriteFile':
      return transfer(config, state, call);
    case 'NtDeviceIoControlFile':
    case 'NtFsControlFile':
      return control(config, state, call);
    case 'NtDuplicateObject':
      return duplicateHandle(state, call);
    case 'NtClose':
      return closeHandle(config, state, call);
    default:
      return request(config, state, call);
  }
}
