import { NT_SUCCESS, type NTSTATUS, STATUS_OBJECT_NAME_COLLISION } from '../../nt/ntstatus.ts';
import {
  ERROR_FILE_EXISTS,
  ERROR_INVALID_PARAMETER,
  ERROR_PATH_NOT_FOUND,
  ERROR_SUCCESS,
} from '../../nt/win32-error.ts';
import { NOTHING } from '../../trace/during.ts';
import type { Win32Call } from '../../trace/ops/index.ts';
import { createFile as ntCreateFile } from '../handles.ts';
import type { GrantedAccess, ModelConfig, ModelState } from '../state.ts';
import type { Win32Arm } from './arms.ts';
import { fails, succeeds, type Win32Outcome } from './expected.ts';
import { lastErrorOf } from './last-error.ts';

type CreateFileCall = Extract<Win32Call, { call: 'CreateFile' }>;

/** Rust's File asks for rights that a CreateFile of this view does not. */
type OpenCall = Omit<CreateFileCall, 'call' | 'access'> & { readonly access: GrantedAccess };

/** What an open comes to, before it is what a caller of kernel32 or of Rust's File sees. */
export interface Opened {
  readonly arms: readonly string[];
  /** GetLastError(); 0 when there is a handle, undefined for whatever error. */
  readonly lastError: number | undefined;
  readonly next: ModelState;
}

/** CreateFile (W1d, W1e). Of two faults in the arguments, the rules don't say which is reported. */
export function opened(config: ModelConfig, state: ModelState, call: OpenCall): readonly Opened[] {
  const refused: Opened[] = [];
  const refuse = (arm: Win32Arm, lastError: number): number =>
    refused.push({ arms: [arm], lastError, next: state });
  if (call.disposition === 'TRUNCATE_EXISTING' && call.access !== 'write' && call.access !== 'read-write') {
    refuse('W1d truncates without GENERIC_WRITE', ERROR_INVALID_PARAMETER);
  }
  const name = objectName(call.name);
  if (name === null) {
    refuse(call.name === '' ? 'W1d empty name' : 'W1e no such drive', ERROR_PATH_NOT_FOUND);
  }
  if (name === null || refused.length > 0) return refused;
  // The disposition is only passed on: a plain device is opened by any.
  const { access, overlapped } = call;
  const create = { call: 'NtCreateFile', name, access, overlapped, options: [], during: NOTHING } as const;
  return ntCreateFile(config, state, create).map(({ arms, expected: { status }, next }) =>
    status !== undefined && NT_SUCCESS(status)
      ? { arms: [...arms, 'W1d opened'], lastError: ERROR_SUCCESS, next }
      : { arms: [...arms, 'W1d refused'], lastError: createErrorOf(status), next },
  );
}

/** The outcomes of CreateFile for a caller of kernel32. */
export function createFile(
  config: ModelConfig,
  state: ModelState,
  call: CreateFileCall,
): readonly Win32Outcome[] {
  return opened(config, state, call).map(({ arms, lastError, next }) => ({
    arms,
    expected: lastError === ERROR_SUCCESS ? succeeds() : fails(lastError),
    next,
  }));
}

/** GetLastError() after a CreateFile that failed with `status` (W1d); undefined for whatever status. */
export function createErrorOf(status: NTSTATUS | undefined): number | undefined {
  if (status === undefined) return undefined;
  return status === STATUS_OBJECT_NAME_COLLISION ? ERROR_FILE_EXISTS : lastErrorOf(status);
}

/** The object's name that a file name stands for; null for a path on a drive (W1e). */
function objectName(name: string): string | null {
  if (name.startsWith('\\??\\')) return name;
  return /^\\\\[.?]\\/.test(name) ? `\\??\\${name.slice(4)}` : null;
}
