import { FILE_USE_FILE_POINTER_POSITION, FILE_WRITE_TO_END_OF_FILE } from '../nt/byte-offset.ts';
import {
  STATUS_ACCESS_DENIED,
  STATUS_ACCESS_VIOLATION,
  STATUS_INVALID_HANDLE,
  STATUS_INVALID_PARAMETER,
  STATUS_OBJECT_TYPE_MISMATCH,
} from '../nt/ntstatus.ts';
import { isKernelMemory } from '../trace/ops/fields/buffer.ts';
import type { ReadFileCall, WriteFileCall } from '../trace/ops/index.ts';
import { USUAL_ALIGNMENT } from '../trace/subject.ts';
import { dispatch } from './dispatch.ts';
import { refuse, refuseWithoutFile, type Transfer } from './refuse.ts';
import {
  appendsOnly,
  badHandleArm,
  canRead,
  canWrite,
  type FileObject,
  fileIndex,
  type ModelConfig,
  type ModelState,
  type TransferOutcome,
} from './state.ts';

/** NtReadFile and NtWriteFile, steps 1 to 6 of R20 in their order; `dispatch` has the rest. */
export function transfer(
  config: ModelConfig,
  state: ModelState,
  call: ReadFileCall | WriteFileCall,
): readonly TransferOutcome[] {
  // Step 1: the handle and the right to use it so.
  const index = fileIndex(state, call.handle);
  const file = state.files[index];
  if (file === undefined) {
    const arm = badHandleArm(call.handle);
    const status = arm === 'R20.1 object type' ? STATUS_OBJECT_TYPE_MISMATCH : STATUS_INVALID_HANDLE;
    return [refuseWithoutFile(state, call, arm, status)];
  }
  const request: Transfer = { config, state, index, file, call };
  if (!isGranted(file, call)) {
    return [refuse(request, 'R20.1 access denied', STATUS_ACCESS_DENIED, 'nothing')];
  }

  // Step 2: the probes, which length 0 passes anywhere (R22).
  if (call.length > 0) {
    if (isKernelMemory(call.buffer.memory)) {
      return [refuse(request, 'R22 kernel address', STATUS_ACCESS_VIOLATION, 'nothing')];
    }
    // ProbeForWrite touches every page, also for writing; ProbeForRead looks at the range alone.
    if (call.call === 'NtReadFile' && call.buffer.memory !== 'read-write') {
      return [refuse(request, 'R22 read probe', STATUS_ACCESS_VIOLATION, 'nothing')];
    }
  }

  // Still step 2: what the device asks of handles without intermediate buffering (R31).
  if (file.unbuffered && !isAligned(config, call)) {
    return [refuse(request, 'R31 alignment', STATUS_INVALID_PARAMETER, 'nothing')];
  }

  // Step 3: negative offsets that have no meaning, where the I/O manager refuses them (R23, R23a).
  const { offset } = call;
  if (offset !== null && offset < 0n && config.dialect.strictOffsets) {
    if (offset < FILE_USE_FILE_POINTER_POSITION) {
      return [refuse(request, 'R23 below -2', STATUS_INVALID_PARAMETER, 'nothing')];
    }
    if (offset === FILE_WRITE_TO_END_OF_FILE && call.call === 'NtReadFile') {
      return [refuse(request, 'R23 read at -1', STATUS_INVALID_PARAMETER, 'nothing')];
    }
  }

  // Step 4: an append-only handle writes at -1, whatever the caller's offset (R27).
  if (call.call === 'NtWriteFile' && appendsOnly(file.access)) {
    const appended = dispatch(request, FILE_WRITE_TO_END_OF_FILE, 'R27 append-only');
    // Whether the override or the refusal of these offsets comes first is not settled (H1, H6): allow both.
    const refusal = file.overlapped ? refuseOverlapped(request) : null;
    return refusal === null ? appended : [...appended, refusal];
  }

  // Step 5 clears the caller's event; step 6 resolves the offset.
  if (file.overlapped) {
    const refusal = refuseOverlapped(request);
    if (refusal !== null) return [refusal];
  }
  if (offset === null) return dispatch(request, file.position, 'R24 position');
  if (offset >= 0n) return dispatch(request, offset, 'R35 given offset');
  if (offset === FILE_USE_FILE_POINTER_POSITION) return dispatch(request, file.position, 'R25 position');
  if (offset === FILE_WRITE_TO_END_OF_FILE && call.call === 'NtWriteFile') {
    return dispatch(request, offset, 'R26 append');
  }
  return dispatch(request, offset, 'R23a as given');
}

/** Reading needs FILE_READ_DATA, writing FILE_WRITE_DATA or FILE_APPEND_DATA (R20.1). */
function isGranted(file: FileObject, call: ReadFileCall | WriteFileCall): boolean {
  return call.call === 'NtReadFile' ? canRead(file.access) : canWrite(file.access);
}

/**
 * R31. A user address is aligned as its offset in the page is. Only reads come here: every handle that may write may
 * append, and with that right an open without intermediate buffering is refused (R6).
 */
function isAligned(
  { alignment = USUAL_ALIGNMENT }: ModelConfig,
  call: ReadFileCall | WriteFileCall,
): boolean {
  const { mask, sectorBytes } = alignment;
  const { memory, pageOffset } = call.buffer;
  if (memory !== 'null' && (pageOffset & mask) !== 0) return false;
  if (sectorBytes === 0) return true;
  if (call.length % sectorBytes !== 0) return false;
  const { offset } = call;
  if (offset === null || offset === FILE_USE_FILE_POINTER_POSITION) return true;
  return offset % BigInt(sectorBytes) === 0n;
}

/** How an overlapped handle, which has no position, refuses the offsets that mean the position; else null. */
function refuseOverlapped(request: Transfer): TransferOutcome | null {
  const { offset } = request.call;
  if (offset === null) {
    return refuse(request, 'R24 overlapped NULL', STATUS_INVALID_PARAMETER, 'user event');
  }
  if (offset === FILE_USE_FILE_POINTER_POSITION) {
    return refuse(request, 'R23a overlapped -2', STATUS_INVALID_PARAMETER, 'unknown');
  }
  return null;
}
