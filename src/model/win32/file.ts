import { ERROR_INVALID_PARAMETER, ERROR_SUCCESS } from '../../nt/win32-error.ts';
import { PLAIN_BUFFER } from '../../trace/ops/fields/buffer.ts';
import type { CreationDisposition, OpenOptionsSpec, Win32Call } from '../../trace/ops/index.ts';
import type { GrantedAccess, ModelConfig, ModelState } from '../state.ts';
import type { Win32Arm } from './arms.ts';
import { opened } from './create-file.ts';
import { errorKindOf } from './error-kind.ts';
import { fails, outcome, succeeds, type Win32Expected, type Win32Outcome } from './expected.ts';
import { bufferData, type Transferred, transferred } from './transfers.ts';

/** An `Err` made of GetLastError(); of whatever error when undefined. */
export function osError(lastError: number | undefined, fields: Partial<Win32Expected> = {}): Win32Expected {
  const errorKind = lastError === undefined ? undefined : errorKindOf(lastError);
  return fails(lastError, { errorKind, ...fields });
}

/** `OpenOptions::open` (W3a). */
export function openFile(
  config: ModelConfig,
  state: ModelState,
  { name, options }: Extract<Win32Call, { call: 'File::open' }>,
): readonly Win32Outcome[] {
  const refusal = refusalOf(options);
  if (refusal !== null) return [outcome([], refusal, osError(ERROR_INVALID_PARAMETER), state)];
  const access = accessOf(options);
  const disposition = dispositionOf(options);
  return opened(config, state, { name, access, disposition, overlapped: false }).map(
    ({ arms, lastError, next }) =>
      lastError === ERROR_SUCCESS
        ? outcome(arms, 'W3a opened', succeeds(), next)
        : outcome(arms, 'W3a refused', osError(lastError), next),
  );
}

/** Why options are refused before anything is called; null when they are not. */
function refusalOf({ read, write, append, truncate, create, createNew }: OpenOptionsSpec): Win32Arm | null {
  if (!read && !write && !append) return 'W3a no access';
  if (append) return truncate && !createNew ? 'W3a truncates what it appends to' : null;
  return !write && (truncate || create || createNew) ? 'W3a creates without writing' : null;
}

/** At least one of the three is set. `append` goes before `write`. */
function accessOf({ read, write, append }: OpenOptionsSpec): GrantedAccess {
  if (append) return read ? 'read-append' : 'append';
  if (write) return read ? 'read-write' : 'write';
  return 'read';
}

function dispositionOf({ truncate, create, createNew }: OpenOptionsSpec): CreationDisposition {
  if (createNew) return 'CREATE_NEW';
  if (create) return truncate ? 'CREATE_ALWAYS' : 'OPEN_ALWAYS';
  return truncate ? 'TRUNCATE_EXISTING' : 'OPEN_EXISTING';
}

/** One ReadFile of `File`: without OVERLAPPED, into memory that is there (W3b). */
export function readInto(
  config: ModelConfig,
  state: ModelState,
  handle: number,
  length: number,
): readonly Transferred[] {
  const reads = transferred(config, state, {
    call: 'ReadFile',
    handle,
    length,
    buffer: PLAIN_BUFFER,
    overlapped: null,
  });
  // The other end of a pipe is gone: for a reader the end of the file.
  const isEnd = ({ succeeded, lastError }: Transferred): boolean =>
    !succeeded && errorKindOf(lastError) === 'BrokenPipe';
  return reads.map((each) => (isEnd(each) ? { ...each, succeeded: true, endOfFile: true } : each));
}

/** One WriteFile of `File`. */
export function writeFrom(
  config: ModelConfig,
  state: ModelState,
  handle: number,
  data: Uint8Array,
): readonly Transferred[] {
  const { length } = data;
  return transferred(config, state, {
    call: 'WriteFile',
    handle,
    length,
    buffer: PLAIN_BUFFER,
    overlapped: null,
    data,
  });
}

/** `File::read` (W3b): `Ok` of the bytes read, of 0 at the end of the file. */
export function read(
  config: ModelConfig,
  state: ModelState,
  call: Extract<Win32Call, { call: 'File::read' }>,
): readonly Win32Outcome[] {
  return readInto(config, state, call.handle, call.length).map((each) => {
    const { arms, succeeded, lastError, endOfFile, bytes, next } = each;
    const data = bufferData(each);
    if (!succeeded) return outcome(arms, 'W3b Err', osError(lastError, { data }), next);
    return outcome(arms, endOfFile ? 'W3b end of file' : 'W3b Ok', succeeds({ bytes, data }), next);
  });
}

/** `File::write` (W3b). */
export function write(
  config: ModelConfig,
  state: ModelState,
  call: Extract<Win32Call, { call: 'File::write' | 'File::write_all' }>,
): readonly Win32Outcome[] {
  return writeFrom(config, state, call.handle, call.data).map(
    ({ arms, succeeded, lastError, bytes, next }) =>
      succeeded
        ? outcome(arms, 'W3b Ok', succeeds({ bytes }), next)
        : outcome(arms, 'W3b Err', osError(lastError), next),
  );
}
