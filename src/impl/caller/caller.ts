import {
  FILE_APPEND_DATA,
  FILE_NON_DIRECTORY_FILE,
  FILE_OPEN,
  FILE_READ_DATA,
  FILE_SHARE_READ,
  FILE_SHARE_WRITE,
  FILE_SYNCHRONOUS_IO_NONALERT,
  FILE_WRITE_DATA,
  SYNCHRONIZE,
} from '../../nt/access.ts';
import { FO_SYNCHRONOUS_IO } from '../../nt/device.ts';
import { NT_SUCCESS, type NTSTATUS, STATUS_INVALID_HANDLE } from '../../nt/ntstatus.ts';
import { PAGE_SHIFT } from '../../nt/page.ts';
import { EVENT_HANDLE } from '../../trace/ops/handle-ordinals.ts';
import type { Call, OpenAccess, ReadFileCall, WriteFileCall } from '../../trace/ops/index.ts';
import type { Observation } from '../../trace/run/observation.ts';
import type { Machine } from '../../trace/trace.ts';
import { ntClose, ntDuplicateObject } from '../io/close.ts';
import { ntCreateFile } from '../io/create.ts';
import { FileObject } from '../io/file-object.ts';
import { ntFlushBuffersFile, ntQueryPosition, ntSetPosition } from '../io/file-requests.ts';
import type { IoManager } from '../io/io-manager.ts';
import { freeObject } from '../io/object-header.ts';
import { ntReadFile, ntWriteFile, type TransferParameters } from '../io/transfer.ts';
import { keReadStateEvent, keSetEvent } from '../kernel/event.ts';
import { NULL_VA, type Va, vaAdd } from '../memory/va.ts';
import { NO_DETAIL } from '../verifier/recorder.ts';
import { createEvent } from './event.ts';
import { mapParameterPage, PARAMETER_PAGE, readCount, writeQuad } from './parameter-page.ts';
import { recordAnswer, recordCall } from './record-call.ts';
import { stopOnRaised } from './stop-on-raised.ts';
import { UserBuffer } from './user-buffer.ts';

const IO_STATUS_BLOCK = PARAMETER_PAGE;
const BYTE_OFFSET = vaAdd(PARAMETER_PAGE, 0x20);
const KEY = vaAdd(PARAMETER_PAGE, 0x30);
const INFORMATION = vaAdd(PARAMETER_PAGE, 0x40);

/** What the status block holds before a call; no driver status has this value. */
const UNWRITTEN = 0xeeeeeeee | 0;

const RIGHTS: Readonly<Record<OpenAccess, number>> = {
  'read-write': FILE_READ_DATA | FILE_WRITE_DATA | FILE_APPEND_DATA,
  read: FILE_READ_DATA,
  write: FILE_WRITE_DATA | FILE_APPEND_DATA,
  append: FILE_APPEND_DATA,
};

/** A handle value that was never given out. */
const BAD_HANDLE = 0;

/** The simulated process that makes a case's calls and observes them. */
export class Caller {
  readonly buffer: UserBuffer;
  readonly #io: IoManager;
  /** Handles by ordinal. */
  readonly #handles: number[] = [];
  #event: Va = NULL_VA;
  #eventHandle = BAD_HANDLE;
  readonly #parameters: TransferParameters = {
    handle: BAD_HANDLE,
    event: BAD_HANDLE,
    ioStatusBlock: IO_STATUS_BLOCK,
    buffer: NULL_VA,
    length: 0,
    byteOffset: NULL_VA,
    key: NULL_VA,
  };

  constructor(io: IoManager) {
    this.#io = io;
    this.buffer = new UserBuffer(io.kernel);
    mapParameterPage(io.kernel);
  }

  /** Begins a case. The kernel and the I/O manager are reset already. */
  reset(machine: Machine): void {
    const { kernel } = this.#io;
    this.buffer.reset(machine);
    this.#handles.length = 0;
    const event = createEvent(this.#io);
    this.#event = event.object;
    this.#eventHandle = event.handle;
    kernel.memory.fill(PARAMETER_PAGE, 0, 1 << PAGE_SHIFT);
  }

  /**
   * Makes one call and observes it. A bug check and a wait without end are observations too. Of a call at whose request
   * the run ends (`recorder.refused`) nothing is observed: what is returned then means nothing.
   */
  perform(call: Call): Observation {
    const { recorder } = this.#io.kernel;
    recorder.called();
    if (recorder.recording === 'full') recordCall(recorder, call);
    const observation = this.#observed(call);
    if (recorder.refused !== null) return observation;
    recorder.answered();
    if (recorder.recording === 'full') recordAnswer(recorder, call, observation);
    return observation;
  }

  #observed(call: Call): Observation {
    try {
      return this.#perform(call);
    } catch (error) {
      stopOnRaised(this.#io, error);
      const surroundingsChanged = this.buffer.surroundingsChanged();
      if (surroundingsChanged > 0) this.buffer.recordSurroundings();
      const { surroundingsHash } = this.buffer;
      this.buffer.release();
      return { ...NOTHING_OBSERVED, ending: 'bug-check', surroundingsChanged, surroundingsHash };
    }
  }

  /** Closes every handle that is still open, as the end of the process does. */
  exit(): void {
    const { handles, kernel } = this.#io;
    kernel.recorder.event('exit', NO_DETAIL);
    for (const handle of handles.openHandles()) if (handle !== this.#eventHandle) ntClose(this.#io, handle);
    freeObject(kernel.pool, this.#event);
  }

  #perform(call: Call): Observation {
    const { memory } = this.#io.kernel;
    memory.writeI32(IO_STATUS_BLOCK, UNWRITTEN);
    switch (call.call) {
      case 'NtReadFile':
        return this.#transfer(call, null);
      case 'NtWriteFile':
        return this.#transfer(call, call.data);
      case 'NtCreateFile': {
        const { status, handle } = ntCreateFile(this.#io, {
          desiredAccess: RIGHTS[call.access] | SYNCHRONIZE,
          name: call.name,
          ioStatusBlock: IO_STATUS_BLOCK,
          fileAttributes: 0,
          shareAccess: FILE_SHARE_READ | FILE_SHARE_WRITE,
          disposition: FILE_OPEN,
          options: FILE_NON_DIRECTORY_FILE | (call.overlapped ? 0 : FILE_SYNCHRONOUS_IO_NONALERT),
        });
        if (NT_SUCCESS(status) && handle !== 0) this.#handles.push(handle);
        return this.#observe(status, handle);
      }
      case 'NtFlushBuffersFile': {
        const handle = this.#handle(call.handle);
        return this.#observe(ntFlushBuffersFile(this.#io, handle, IO_STATUS_BLOCK), handle);
      }
      case 'NtQueryInformationFile': {
        const handle = this.#handle(call.handle);
        return this.#observe(ntQueryPosition(this.#io, handle, IO_STATUS_BLOCK, INFORMATION), handle);
      }
      case 'NtSetInformationFile': {
        const handle = this.#handle(call.handle);
        writeQuad(this.#io.kernel.memory, INFORMATION, call.position);
        return this.#observe(ntSetPosition(this.#io, handle, IO_STATUS_BLOCK, INFORMATION), handle);
      }
      case 'NtDuplicateObject': {
        if (call.handle === EVENT_HANDLE) return this.#observe(STATUS_INVALID_HANDLE, BAD_HANDLE);
        const { status, handle } = ntDuplicateObject(this.#io, this.#handle(call.handle));
        if (NT_SUCCESS(status)) this.#handles.push(handle);
        return this.#observe(status, BAD_HANDLE);
      }
      case 'NtClose': {
        if (call.handle === EVENT_HANDLE) return this.#observe(STATUS_INVALID_HANDLE, BAD_HANDLE);
        return this.#observe(ntClose(this.#io, this.#handle(call.handle)), BAD_HANDLE);
      }
    }
  }

  #transfer(call: ReadFileCall | WriteFileCall, data: Uint8Array | null): Observation {
    const { kernel } = this.#io;
    const { memory } = kernel;
    const parameters = this.#parameters;
    parameters.handle = this.#handle(call.handle);
    parameters.event = call.event ? this.#eventHandle : BAD_HANDLE;
    parameters.buffer = this.buffer.prepare(call.buffer, call.length, data);
    parameters.length = call.length;
    parameters.byteOffset = call.offset === null ? NULL_VA : BYTE_OFFSET;
    parameters.key = call.key === 0 ? NULL_VA : KEY;
    if (call.offset !== null) writeQuad(memory, BYTE_OFFSET, call.offset);
    memory.writeI32(KEY, call.key);
    if (call.event) keSetEvent(memory, this.#event);
    if (kernel.recorder.recording === 'full') {
      kernel.recorder.event('buffer', {
        pageOffset: call.buffer.pageOffset,
        lengthBytes: call.length,
        memory: call.buffer.memory,
        shared: call.buffer.shared,
        frames: this.buffer.frameNumbers(),
      });
    }
    kernel.faults.arm(call.fault);
    const status = data === null ? ntReadFile(this.#io, parameters) : ntWriteFile(this.#io, parameters);
    kernel.faults.arm(null);
    const observation = this.#observe(
      status,
      parameters.handle,
      call.event ? keReadStateEvent(memory, this.#event) : null,
      this.buffer.bytes(call.buffer.memory),
      this.buffer.surroundingsChanged(),
    );
    if (observation.surroundingsChanged > 0) this.buffer.recordSurroundings();
    this.buffer.release();
    return observation;
  }

  #observe(
    status: NTSTATUS,
    handle: number,
    eventSignaled: boolean | null = null,
    buffer: Uint8Array | null = null,
    surroundingsChanged = 0,
  ): Observation {
    const { memory } = this.#io.kernel;
    const iosbStatus = memory.readI32(IO_STATUS_BLOCK);
    const iosbWritten = iosbStatus !== UNWRITTEN;
    const blocked = this.#io.callerBlocked;
    const entry = this.#io.handles.entry(handle);
    const file = entry?.kind === 'file' && !blocked ? new FileObject(memory, entry.object) : null;
    const information = readCount(memory, vaAdd(IO_STATUS_BLOCK, 8));
    return {
      ending: blocked ? 'blocked' : 'returned',
      status: blocked ? 0 : status,
      iosbWritten,
      iosbStatus: iosbWritten ? iosbStatus : 0,
      information: iosbWritten ? information : 0,
      eventSignaled,
      fileSignaled: file === null ? null : file.eventSignaled,
      position: file !== null && (file.flags & FO_SYNCHRONOUS_IO) !== 0 ? file.currentByteOffset : null,
      buffer,
      surroundingsChanged,
      surroundingsHash: surroundingsChanged === 0 ? 0 : this.buffer.surroundingsHash,
    };
  }

  #handle(ordinal: number): number {
    return ordinal === EVENT_HANDLE ? this.#eventHandle : (this.#handles[ordinal] ?? BAD_HANDLE);
  }
}

const NOTHING_OBSERVED: Observation = {
  ending: 'returned',
  status: 0,
  iosbWritten: false,
  iosbStatus: 0,
  information: 0,
  eventSignaled: null,
  fileSignaled: null,
  position: null,
  buffer: null,
  surroundingsChanged: 0,
  surroundingsHash: 0,
};
