import { NT_ERROR, NT_SUCCESS, STATUS_END_OF_FILE, STATUS_PENDING } from '../../nt/ntstatus.ts';
import { ERROR_SUCCESS } from '../../nt/win32-error.ts';
import { NOTHING } from '../../trace/during.ts';
import type { ReadFileCall, Win32Call, WriteFileCall } from '../../trace/ops/index.ts';
import type { ModelConfig, ModelState, TransferOutcome } from '../state.ts';
import { transfer } from '../transfer.ts';
import type { Win32Arm } from './arms.ts';
import { fails, succeeds, type Win32Expected, type Win32Outcome } from './expected.ts';
import { lastErrorOf } from './last-error.ts';

type ReadFileWin32Call = Extract<Win32Call, { call: 'ReadFile' }>;
type WriteFileWin32Call = Extract<Win32Call, { call: 'WriteFile' }>;

/** What one ReadFile or WriteFile comes to, before it is what a caller of kernel32 or of Rust's File sees. */
export interface Transferred {
  readonly arms: readonly string[];
  /** TRUE. */
  readonly succeeded: boolean;
  /** GetLastError(); 0 after a success. */
  readonly lastError: number;
  /** The success is that of a read at the end of the file. */
  readonly endOfFile: boolean;
  /** *lpNumberOfBytesRead or Written. */
  readonly bytes: number;
  readonly overlapped: Win32Expected['overlapped'];
  readonly eventSignaled: boolean | null | undefined;
  /** As `Expected.buffer`. */
  readonly buffer: Uint8Array | null | undefined;
  /** As `Expected.restOpen`. */
  readonly restOpen: boolean;
  readonly next: ModelState;
}

/** ReadFile and WriteFile are NtReadFile and NtWriteFile (W1 to W1c). */
export function transferred(
  config: ModelConfig,
  state: ModelState,
  call: ReadFileWin32Call | WriteFileWin32Call,
): readonly Transferred[] {
  return transfer(config, state, systemCallOf(call)).map((answer) => answerOf(call, answer));
}

function systemCallOf(call: ReadFileWin32Call | WriteFileWin32Call): ReadFileCall | WriteFileCall {
  const { handle, length, buffer, overlapped } = call;
  const common = {
    handle,
    length,
    buffer,
    // W1b: no OVERLAPPED is a NULL ByteOffset; the offset of one is unsigned, and ByteOffset is not.
    offset: overlapped === null ? null : BigInt.asIntN(64, overlapped.offset),
    // W1c.
    event: overlapped === null ? false : overlapped.event,
    key: 0,
    during: NOTHING,
  };
  return call.call === 'ReadFile'
    ? { call: 'NtReadFile', ...common }
    : { call: 'NtWriteFile', ...common, data: call.data };
}

function answerOf(call: ReadFileWin32Call | WriteFileWin32Call, answer: TransferOutcome): Transferred {
  const { status, iosb, eventSignaled, buffer, restOpen = false } = answer.expected;
  const block = iosb?.written ? iosb : null;
  const { arm, succeeded } = resultOf(call, status);
  return {
    arms: [...answer.arms, arm],
    succeeded,
    lastError: succeeded ? ERROR_SUCCESS : lastErrorOf(status),
    endOfFile: arm === 'W1 end of file',
    // W1a: the count has 32 bits.
    bytes: block !== null && (succeeded || call.overlapped === null) ? block.information >>> 0 : 0,
    overlapped: call.overlapped === null ? null : overlappedAfter(block),
    eventSignaled,
    buffer,
    restOpen,
    next: answer.next,
  };
}

/**
 * TRUE for NT_SUCCESS, and for the end of the file on a read without OVERLAPPED; not for a request that is pending
 * (W1, W1a, W1b).
 */
function resultOf(
  call: ReadFileWin32Call | WriteFileWin32Call,
  status: number,
): { readonly arm: Win32Arm; readonly succeeded: boolean } {
  if (status === STATUS_PENDING && call.overlapped !== null) return { arm: 'W1b pending', succeeded: false };
  if (NT_SUCCESS(status)) return { arm: 'W1a success', succeeded: true };
  if (status === STATUS_END_OF_FILE) {
    if (call.call === 'WriteFile') return { arm: 'W1 write at the end', succeeded: false };
    if (call.overlapped === null) return { arm: 'W1 end of file', succeeded: true };
    return { arm: 'W1b end of file with OVERLAPPED', succeeded: false };
  }
  return { arm: NT_ERROR(status) ? 'W1 error' : 'W1a warning', succeeded: false };
}

/** W1b: the OVERLAPPED is the status block. Where none is written, Internal is what ReadFile set it to. */
function overlappedAfter(
  block: { readonly status: number; readonly information: number } | null,
): Win32Expected['overlapped'] {
  return block === null
    ? { internal: STATUS_PENDING, internalHigh: 0 }
    : { internal: block.status, internalHigh: block.information };
}

/** The outcomes of ReadFile and WriteFile for a caller of kernel32. */
export function transferFile(
  config: ModelConfig,
  state: ModelState,
  call: ReadFileWin32Call | WriteFileWin32Call,
): readonly Win32Outcome[] {
  return transferred(config, state, call).map((answer) => {
    const { arms, succeeded, lastError, bytes, overlapped, eventSignaled, next } = answer;
    const data = call.call === 'ReadFile' ? bufferData(answer) : null;
    const fields = { bytes, overlapped, eventSignaled, data };
    return { arms, expected: succeeded ? succeeds(fields) : fails(lastError, fields), next };
  });
}

/** What the buffer of a read holds afterwards. */
export function bufferData({ buffer, restOpen }: Transferred): Win32Expected['data'] {
  if (buffer === null || buffer === undefined) return buffer;
  return { holds: restOpen ? 'start' : 'buffer', bytes: buffer };
}
