import { FILE_READ_ATTRIBUTES, GENERIC_WRITE, SYNCHRONIZE } from '../../nt/access.ts';
import { FILE_DEVICE_FILE_SYSTEM } from '../../nt/device.ts';
import {
  NT_ERROR,
  NT_SUCCESS,
  type NTSTATUS,
  STATUS_END_OF_FILE,
  STATUS_OBJECT_NAME_COLLISION,
  STATUS_PENDING,
} from '../../nt/ntstatus.ts';
import {
  ERROR_FILE_EXISTS,
  ERROR_INVALID_PARAMETER,
  ERROR_NEGATIVE_SEEK,
  ERROR_PATH_NOT_FOUND,
  ERROR_SUCCESS,
} from '../../nt/win32-error.ts';
import { FILE_BEGIN, FILE_CURRENT, INVALID_HANDLE_VALUE, TRUNCATE_EXISTING } from '../../nt/win32-file.ts';
import { ntClose } from '../io/close.ts';
import { type ControlParameters, ntDeviceIoControlFile, ntFsControlFile } from '../io/control.ts';
import { ntCreateFile } from '../io/create.ts';
import { FileObject } from '../io/file-object.ts';
import { ntFlushBuffersFile, ntQueryPosition, ntQueryStandard, ntSetPosition } from '../io/file-requests.ts';
import type { IoManager } from '../io/io-manager.ts';
import { ntReadFile, ntWriteFile, type TransferParameters } from '../io/transfer.ts';
import { NULL_VA, type Va, vaAdd } from '../memory/va.ts';
import { LIBRARY_PARAMETERS, writeQuad } from '../process/parameter-page.ts';
import { StatusBlock } from '../process/status-block.ts';
import { CallerBlocked } from './caller-blocked.ts';
import { createOptions, fileAttributes, lastErrorOfSuccess, ntDisposition } from './create-parameters.ts';
import { ntPath } from './nt-path.ts';
import { rtlNtStatusToDosError } from './nt-status-to-dos-error.ts';
import { Overlapped } from './overlapped.ts';

/** What the functions keep on their stack. */
const IO_STATUS_BLOCK = LIBRARY_PARAMETERS;
const INFORMATION = vaAdd(LIBRARY_PARAMETERS, 0x10);
/** EndOfFile in FILE_STANDARD_INFORMATION. */
const END_OF_FILE = vaAdd(INFORMATION, 8);

/** What ReadFile and WriteFile give: TRUE or FALSE, and *lpNumberOfBytes. */
export interface Transfer {
  readonly succeeded: boolean;
  readonly bytes: number;
}

/** What DeviceIoControl is given beside the handle and lpOverlapped. Addresses are the caller's; lengths are bytes. */
export type ControlArguments = Pick<
  ControlParameters,
  'code' | 'input' | 'inputLength' | 'output' | 'outputLength'
>;

/** What DeviceIoControl gives: TRUE or FALSE, and *lpBytesReturned, null where it is left alone. */
export interface Controlled {
  readonly succeeded: boolean;
  readonly bytes: number | null;
}

/**
 * kernel32 of the simulated process: the file functions by their Windows names, over the I/O manager. Buffers
 * and OVERLAPPED structures are addresses in user memory.
 *
 * Every function may throw CallerBlocked, and what the kernel throws when the machine stops.
 */
export class Kernel32 {
  readonly #io: IoManager;
  readonly #statusBlock: StatusBlock;
  #lastError = ERROR_SUCCESS;
  readonly #parameters: TransferParameters = {
    handle: 0,
    event: 0,
    ioStatusBlock: IO_STATUS_BLOCK,
    buffer: NULL_VA,
    length: 0,
    byteOffset: NULL_VA,
    key: NULL_VA,
  };

  constructor(io: IoManager) {
    this.#io = io;
    this.#statusBlock = new StatusBlock(io.kernel.memory, IO_STATUS_BLOCK);
  }

  /** The error of the last call that failed; most calls that succeed leave it alone. */
  GetLastError(): number {
    return this.#lastError;
  }

  /** A handle, or INVALID_HANDLE_VALUE (W1d, W1e). */
  CreateFile(
    fileName: string,
    desiredAccess: number,
    shareMode: number,
    creationDisposition: number,
    flagsAndAttributes: number,
  ): number {
    const disposition = ntDisposition(creationDisposition);
    if (disposition === undefined) return this.#noHandle(ERROR_INVALID_PARAMETER);
    if (creationDisposition === TRUNCATE_EXISTING && (desiredAccess & GENERIC_WRITE) === 0) {
      return this.#noHandle(ERROR_INVALID_PARAMETER);
    }
    const name = ntPath(fileName);
    if (name === null) return this.#noHandle(ERROR_PATH_NOT_FOUND);
    this.#clearStatusBlock();
    const { status, handle } = ntCreateFile(this.#io, {
      desiredAccess: desiredAccess | SYNCHRONIZE | FILE_READ_ATTRIBUTES,
      name,
      ioStatusBlock: IO_STATUS_BLOCK,
      fileAttributes: fileAttributes(flagsAndAttributes),
      shareAccess: shareMode,
      disposition,
      options: createOptions(flagsAndAttributes),
    });
    if (!this.#returned(status)) {
      // W1d: a file that is in the way has an error of its own.
      if (status === STATUS_OBJECT_NAME_COLLISION) this.#lastError = ERROR_FILE_EXISTS;
      return INVALID_HANDLE_VALUE;
    }
    const information = this.#io.kernel.memory.readI32(vaAdd(IO_STATUS_BLOCK, 8));
    this.#lastError = lastErrorOfSuccess(creationDisposition, information) ?? this.#lastError;
    return handle;
  }

  /** Reads up to `length` bytes; `overlapped` is the address of an OVERLAPPED, or NULL (W1 to W1c). */
  ReadFile(file: number, buffer: Va, length: number, overlapped: Va): Transfer {
    return this.#transfer(false, file, buffer, length, overlapped);
  }

  /** Writes `length` bytes (W1 to W1c). */
  WriteFile(file: number, buffer: Va, length: number, overlapped: Va): Transfer {
    return this.#transfer(true, file, buffer, length, overlapped);
  }

  /** The new file position, or null for FALSE (W1f). */
  SetFilePointerEx(file: number, distanceToMove: bigint, moveMethod: number): bigint | null {
    const { memory } = this.#io.kernel;
    let from = 0n;
    if (moveMethod !== FILE_BEGIN) {
      memory.fill(INFORMATION, 0, 24);
      const query = moveMethod === FILE_CURRENT ? ntQueryPosition : ntQueryStandard;
      if (!this.#returned(query(this.#io, file, IO_STATUS_BLOCK, INFORMATION))) return null;
      from = this.#readQuad(moveMethod === FILE_CURRENT ? INFORMATION : END_OF_FILE);
    }
    const position = BigInt.asIntN(64, from + distanceToMove);
    if (position < 0n) {
      this.#lastError = ERROR_NEGATIVE_SEEK;
      return null;
    }
    writeQuad(memory, INFORMATION, position);
    return this.#returned(ntSetPosition(this.#io, file, IO_STATUS_BLOCK, INFORMATION)) ? position : null;
  }

  FlushFileBuffers(file: number): boolean {
    return this.#returned(ntFlushBuffersFile(this.#io, file, IO_STATUS_BLOCK));
  }

  /**
   * Sends a control code, to a file system if its device type says so; `overlapped` is the address of an OVERLAPPED, or
   * NULL (W1g, W1h).
   */
  DeviceIoControl(device: number, given: ControlArguments, overlapped: Va): Controlled {
    const { memory } = this.#io.kernel;
    const isAlone = overlapped === NULL_VA;
    const block = isAlone ? IO_STATUS_BLOCK : overlapped;
    let event = 0;
    if (isAlone) this.#clearStatusBlock();
    else {
      const passed = new Overlapped(memory, overlapped);
      passed.internal = STATUS_PENDING;
      event = passed.hEvent;
    }
    const send = given.code >>> 16 === FILE_DEVICE_FILE_SYSTEM ? ntFsControlFile : ntDeviceIoControlFile;
    const returned = send(this.#io, { ...given, handle: device, event, ioStatusBlock: block });
    if (this.#io.callerBlocked) throw new CallerBlocked();
    const status = isAlone && returned === STATUS_PENDING ? this.#awaited(device) : returned;
    const succeeded = NT_SUCCESS(status) && (isAlone || status !== STATUS_PENDING);
    if (!succeeded) this.#lastError = rtlNtStatusToDosError(status);
    return { succeeded, bytes: NT_ERROR(status) ? null : memory.readI32(vaAdd(block, 8)) >>> 0 };
  }

  /** Waits for the file object of a request that is pending with the status block kept here: its final status. */
  #awaited(file: number): NTSTATUS {
    const { object } = this.#io.handles.reference(file, 'file', 0);
    if (!new FileObject(this.#io.kernel.memory, object).eventSignaled) throw new CallerBlocked();
    return this.#statusBlock.status;
  }

  CloseHandle(object: number): boolean {
    return this.#returned(ntClose(this.#io, object));
  }

  #transfer(write: boolean, file: number, buffer: Va, length: number, overlappedVa: Va): Transfer {
    const { memory } = this.#io.kernel;
    const parameters = this.#parameters;
    parameters.handle = file;
    parameters.buffer = buffer;
    parameters.length = length;
    const overlapped = overlappedVa === NULL_VA ? null : new Overlapped(memory, overlappedVa);
    if (overlapped === null) {
      this.#clearStatusBlock();
      parameters.event = 0;
      parameters.ioStatusBlock = IO_STATUS_BLOCK;
      parameters.byteOffset = NULL_VA;
    } else {
      // W1b: the structure is the status block, and an error that never pended leaves it so (R49).
      overlapped.internal = STATUS_PENDING;
      parameters.event = overlapped.hEvent;
      parameters.ioStatusBlock = overlappedVa;
      parameters.byteOffset = overlapped.offsetVa;
    }
    const status = write ? ntWriteFile(this.#io, parameters) : ntReadFile(this.#io, parameters);
    if (this.#io.callerBlocked) throw new CallerBlocked();
    // W1: the end of the file is no failure of a read that waits for its result.
    if (status === STATUS_END_OF_FILE && !write && overlapped === null) return { succeeded: true, bytes: 0 };
    const succeeded = NT_SUCCESS(status) && (overlapped === null || status !== STATUS_PENDING);
    if (!succeeded) this.#lastError = rtlNtStatusToDosError(status);
    const block = parameters.ioStatusBlock;
    // W1a: a warning has moved what its status block says, unless it came before the driver. With an OVERLAPPED
    // the caller finds that there alone.
    const warned = overlapped === null && !NT_SUCCESS(status) && !NT_ERROR(status);
    const counts = succeeded || (warned && this.#statusBlock.isWritten);
    return { succeeded, bytes: counts ? memory.readI32(vaAdd(block, 8)) >>> 0 : 0 };
  }

  /** Whether a system call succeeded; otherwise its status becomes the last error. */
  #returned(status: NTSTATUS): boolean {
    if (this.#io.callerBlocked) throw new CallerBlocked();
    if (NT_SUCCESS(status)) return true;
    this.#lastError = rtlNtStatusToDosError(status);
    return false;
  }

  #noHandle(error: number): number {
    this.#lastError = error;
    return INVALID_HANDLE_VALUE;
  }

  #clearStatusBlock(): void {
    const { memory } = this.#io.kernel;
    this.#statusBlock.clear();
    memory.writeI32(vaAdd(IO_STATUS_BLOCK, 8), 0);
  }

  #readQuad(address: Va): bigint {
    const { memory } = this.#io.kernel;
    const high = BigInt(memory.readI32(vaAdd(address, 4)));
    return (high << 32n) | BigInt(memory.readI32(address) >>> 0);
  }
}
