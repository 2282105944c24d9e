import { FO_SYNCHRONOUS_IO } from '../../nt/device.ts';
import { NT_SUCCESS, type NTSTATUS, STATUS_INVALID_HANDLE, STATUS_PENDING } from '../../nt/ntstatus.ts';
import { EVENT_HANDLE } from '../../trace/ops/handle-ordinals.ts';
import type {
  Call,
  DeviceControlCall,
  FsControlCall,
  ReadFileCall,
  WriteFileCall,
} from '../../trace/ops/index.ts';
import { NOTHING_OBSERVED, type Observation } from '../../trace/run/observation.ts';
import type { Machine } from '../../trace/trace.ts';
import { ntClose, ntDuplicateObject } from '../io/close.ts';
import { type ControlParameters, ntDeviceIoControlFile, ntFsControlFile } from '../io/control.ts';
import { ntCreateFile } from '../io/create.ts';
import { FileObject } from '../io/file-object.ts';
import { ntFlushBuffersFile, ntQueryPosition, ntSetPosition } from '../io/file-requests.ts';
import type { IoManager } from '../io/io-manager.ts';
import { freeObject } from '../io/object-header.ts';
import { ntReadFile, ntWriteFile, type TransferParameters } from '../io/transfer.ts';
import { keReadStateEvent, keSetEvent } from '../kernel/event.ts';
import { NULL_VA } from '../memory/va.ts';
import { observedControl, prepareControl, recordControl } from '../process/control-memory.ts';
import { mapParameterPage, writeQuad } from '../process/parameter-page.ts';
import { recordAnswer, recordBuffer, recordCall } from '../process/record-call.ts';
import { Requests, type UserRequest } from '../process/requests.ts';
import { stopOnRaised } from '../process/stop-on-raised.ts';
import { NO_DETAIL } from '../record/recorder.ts';
import { createParameters } from './create-parameters.ts';

/** A handle value that was never given out. */
const BAD_HANDLE = 0;

/** The simulated process that makes a case's calls and observes them. */
export class Caller {
  readonly #io: IoManager;
  readonly #requests: Requests;
  /** Handles by ordinal. */
  readonly #handles: number[] = [];
  #eventHandle = BAD_HANDLE;
  readonly #parameters: TransferParameters = {
    handle: BAD_HANDLE,
    event: BAD_HANDLE,
    ioStatusBlock: NULL_VA,
    buffer: NULL_VA,
    length: 0,
    byteOffset: NULL_VA,
    key: NULL_VA,
  };

  constructor(io: IoManager) {
    this.#io = io;
    this.#requests = new Requests(io);
    mapParameterPage(io.kernel);
  }

  /** Begins a case. The kernel and the I/O manager are reset already. */
  reset(machine: Machine): void {
    this.#requests.reset(machine);
    this.#handles.length = 0;
    // Calls that need no event name it as a handle that is none of a file.
    this.#eventHandle = this.#requests.firstEvent.handle;
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
    const request = this.#requests.begin();
    try {
      const observation = this.#perform(call, request);
      this.#io.kernel.faults.disarm();
      this.#requests.returned(request, observation.status === STATUS_PENDING);
      return observation;
    } catch (error) {
      stopOnRaised(this.#io, error);
      const surroundingsChanged = this.#surroundingsChanged(request);
      const surroundingsHash = surroundingsHashOf(request);
      this.#requests.end(request);
      return { ...NOTHING_OBSERVED, ending: 'bug-check', surroundingsChanged, surroundingsHash };
    }
  }

  /** Closes every handle that is still open, as the end of the process does. */
  exit(): void {
    const { handles, kernel } = this.#io;
    kernel.recorder.event('exit', NO_DETAIL);
    for (const handle of handles.openHandles())
      if (handles.entry(handle)?.kind === 'file') ntClose(this.#io, handle);
    for (const { object } of this.#requests.takeEvents()) freeObject(kernel.pool, object);
  }

  #perform(call: Call, request: UserRequest): Observation {
    const { statusBlock, information } = request;
    const { faults, memory } = this.#io.kernel;
    statusBlock.clear();
    switch (call.call) {
      case 'NtReadFile':
        return this.#transfer(call, request, null);
      case 'NtWriteFile':
        return this.#transfer(call, request, call.data);
      case 'NtDeviceIoControlFile':
      case 'NtFsControlFile':
        return this.#control(call, request);
      case 'NtCreateFile': {
        faults.arm(call.during);
        const { status, handle } = ntCreateFile(this.#io, createParameters(call, statusBlock.va));
        if (NT_SUCCESS(status) && handle !== 0) this.#handles.push(handle);
        return this.#observe(request, status, handle);
      }
      case 'NtFlushBuffersFile': {
        const handle = this.#handle(call.handle);
        faults.arm(call.during);
        return this.#observe(request, ntFlushBuffersFile(this.#io, handle, statusBlock.va), handle);
      }
      case 'NtQueryInformationFile': {
        const handle = this.#handle(call.handle);
        faults.arm(call.during);
        return this.#observe(request, ntQueryPosition(this.#io, handle, statusBlock.va, information), handle);
      }
      case 'NtSetInformationFile': {
        const handle = this.#handle(call.handle);
        writeQuad(memory, information, call.position);
        faults.arm(call.during);
        return this.#observe(request, ntSetPosition(this.#io, handle, statusBlock.va, information), handle);
      }
      case 'NtDuplicateObject': {
        if (call.handle === EVENT_HANDLE) return this.#observe(request, STATUS_INVALID_HANDLE, BAD_HANDLE);
        const { status, handle } = ntDuplicateObject(this.#io, this.#handle(call.handle));
        if (NT_SUCCESS(status)) this.#handles.push(handle);
        return this.#observe(request, status, BAD_HANDLE);
      }
      case 'NtClose': {
        if (call.handle === EVENT_HANDLE) return this.#observe(request, STATUS_INVALID_HANDLE, BAD_HANDLE);
        faults.arm(call.during);
        return this.#observe(request, ntClose(this.#io, this.#handle(call.handle)), BAD_HANDLE);
      }
    }
  }

  #transfer(call: ReadFileCall | WriteFileCall, request: UserRequest, data: Uint8Array | null): Observation {
    const { kernel } = this.#io;
    const { memory } = kernel;
    const { buffer } = request;
    const event = call.event ? this.#requests.eventOf(request) : null;
    const parameters = this.#parameters;
    parameters.handle = this.#handle(call.handle);
    parameters.event = event?.handle ?? BAD_HANDLE;
    parameters.ioStatusBlock = request.statusBlock.va;
    parameters.buffer = buffer.prepare(call.buffer, call.length, data);
    parameters.length = call.length;
    parameters.byteOffset = call.offset === null ? NULL_VA : request.byteOffset;
    parameters.key = call.key === 0 ? NULL_VA : request.key;
    if (call.offset !== null) writeQuad(memory, request.byteOffset, call.offset);
    memory.writeI32(request.key, call.key);
    if (event !== null) keSetEvent(memory, event.object);
    if (kernel.recorder.recording === 'full') recordBuffer(kernel.recorder, call, buffer.frameNumbers());
    kernel.faults.arm(call.during, request.changeBuffers);
    const status = data === null ? ntReadFile(this.#io, parameters) : ntWriteFile(this.#io, parameters);
    return this.#observe(
      request,
      status,
      parameters.handle,
      event === null ? null : keReadStateEvent(memory, event.object),
      buffer.bytes(call.buffer.memory),
      null,
      this.#surroundingsChanged(request),
    );
  }

  #control(call: DeviceControlCall | FsControlCall, request: UserRequest): Observation {
    const { kernel } = this.#io;
    const { memory, recorder } = kernel;
    const event = call.event ? this.#requests.eventOf(request) : null;
    const { input, output } = prepareControl(request, call);
    const parameters: ControlParameters = {
      handle: this.#handle(call.handle),
      event: event?.handle ?? BAD_HANDLE,
      ioStatusBlock: request.statusBlock.va,
      code: call.code,
      input,
      inputLength: call.input.length,
      output,
      outputLength: call.output.length,
    };
    if (event !== null) keSetEvent(memory, event.object);
    if (recorder.recording === 'full') recordControl(recorder, request, call);
    kernel.faults.arm(call.during, request.changeBuffers);
    const send = call.call === 'NtDeviceIoControlFile' ? ntDeviceIoControlFile : ntFsControlFile;
    const status = send(this.#io, parameters);
    const observed = observedControl(request, call);
    return this.#observe(
      request,
      status,
      parameters.handle,
      event === null ? null : keReadStateEvent(memory, event.object),
      observed.buffer,
      observed.input,
      this.#surroundingsChanged(request),
    );
  }

  /** Bytes around the buffers of a request that changed; a full recording says which. */
  #surroundingsChanged({ buffer, input }: UserRequest): number {
    const ofBuffer = buffer.surroundingsChanged();
    if (ofBuffer > 0) buffer.recordSurroundings();
    const ofInput = input.surroundingsChanged();
    if (ofInput > 0) input.recordSurroundings();
    return ofBuffer + ofInput;
  }

  #observe(
    request: UserRequest,
    status: NTSTATUS,
    handle: number,
    eventSignaled: boolean | null = null,
    buffer: Uint8Array | null = null,
    input: Uint8Array | null = null,
    surroundingsChanged = 0,
  ): Observation {
    const { memory } = this.#io.kernel;
    const { statusBlock } = request;
    const iosbWritten = statusBlock.isWritten;
    const blocked = this.#io.callerBlocked;
    const entry = this.#io.handles.entry(handle);
    const file = entry?.kind === 'file' && !blocked ? new FileObject(memory, entry.object) : null;
    return {
      ending: blocked ? 'blocked' : 'returned',
      status: blocked ? 0 : status,
      iosbWritten,
      iosbStatus: iosbWritten ? statusBlock.status : 0,
      information: iosbWritten ? statusBlock.information : 0,
      eventSignaled,
      fileSignaled: file === null ? null : file.eventSignaled,
      position: file !== null && (file.flags & FO_SYNCHRONOUS_IO) !== 0 ? file.currentByteOffset : null,
      buffer,
      input,
      surroundingsChanged,
      surroundingsHash: surroundingsChanged === 0 ? 0 : surroundingsHashOf(request),
    };
  }

  #handle(ordinal: number): number {
    return ordinal === EVENT_HANDLE ? this.#eventHandle : (this.#handles[ordinal] ?? BAD_HANDLE);
  }
}

/** A hash of the bytes around the buffers of a request that changed last. */
function surroundingsHashOf({ buffer, input }: UserRequest): number {
  return buffer.surroundingsHash ^ Math.imul(input.surroundingsHash, 31);
}
