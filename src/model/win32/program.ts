import type { Win32Call } from '../../trace/ops/index.ts';
import type { ModelConfig, ModelState } from '../state.ts';
import { createFile } from './create-file.ts';
import { deviceIoControl } from './device-io-control.ts';
import type { Win32Outcome } from './expected.ts';
import { openFile, read, write } from './file.ts';
import { readToEnd } from './read-to-end.ts';
import { closeHandle, flushFileBuffers, setFilePointer } from './requests.ts';
import { transferFile } from './transfers.ts';
import { writeAll } from './write-all.ts';

export { initial, type ModelConfig, type ModelState } from '../io-manager.ts';
export { WIN32_ARMS, WIN32_REACH } from './arms.ts';
export type { ExpectedData, Win32Expected, Win32Outcome } from './expected.ts';

/**
 * The reference model of the Win32 view: what one call of a program may lead to, as a set of at least one
 * outcome, the preferred one first (design D7). It adds W1 to W3c to the model of the system calls; the state is
 * that model's. Pure.
 */
export function step(config: ModelConfig, state: ModelState, call: Win32Call): readonly Win32Outcome[] {
  switch (call.call) {
    case 'CreateFile':
      return createFile(config, state, call);
    case 'ReadFile':
    case 'WriteFile':
      return transferFile(config, state, call);
    case 'SetFilePointerEx':
      return setFilePointer(config, state, call);
    case 'FlushFileBuffers':
      return flushFileBuffers(config, state, call.handle);
    case 'DeviceIoControl':
      return deviceIoControl(config, state, call);
    case 'CloseHandle':
      return closeHandle(config, state, call.handle);
    case 'File::open':
      return openFile(config, state, call);
    case 'File::read':
      return read(config, state, call);
    case 'File::read_to_end':
      return readToEnd(config, state, call);
    case 'File::write':
      return write(config, state, call);
    case 'File::write_all':
      return writeAll(config, state, call);
  }
}
