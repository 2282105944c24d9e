import {
  FILE_APPEND_DATA,
  FILE_SHARE_READ,
  FILE_SHARE_WRITE,
  GENERIC_READ,
  GENERIC_WRITE,
} from '../../nt/access.ts';
import { ERROR_IO_PENDING } from '../../nt/win32-error.ts';
import * as win32 from '../../nt/win32-file.ts';
import { EVENT_HANDLE } from '../../trace/ops/handle-ordinals.ts';
import type {
  CreationDisposition,
  MoveMethod,
  OpenOptionsSpec,
  Win32Access,
  Win32Call,
} from '../../trace/ops/index.ts';
import { USER_FILL } from '../../trace/run/observation.ts';
import type { Machine } from '../../trace/trace.ts';
import type { Win32Observation } from '../../trace/win32/observation.ts';
import { PROGRAM_HEAP_BYTES } from '../../trace/win32/program-heap.ts';
import type { IoManager } from '../io/io-manager.ts';
import { freeObject } from '../io/object-header.ts';
import { keReadStateEvent, keSetEvent } from '../kernel/event.ts';
import { NULL_VA } from '../memory/va.ts';
import { observedControl, prepareControl, recordControl } from '../process/control-memory.ts';
import type { ProcessEvent } from '../process/event.ts';
import { recordBuffer, recordCall, recordWin32Answer } from '../process/record-call.ts';
import type { UserRequest } from '../process/requests.ts';
import { stopOnRaised } from '../process/stop-on-raised.ts';
import { ByteVector } from './byte-vector.ts';
import { CallerBlocked } from './caller-blocked.ts';
import { File } from './file.ts';
import { IoError } from './io-error.ts';
import { OpenOptions } from './open-options.ts';
import { Overlapped } from './overlapped.ts';
import { Panic } from './panic.ts';
import { UserProcess } from './process.ts';

const RIGHTS: Readonly<Record<Win32Access, number>> = {
  'read-write': GENERIC_READ | GENERIC_WRITE,
  read: GENERIC_READ,
  write: GENERIC_WRITE,
  append: FILE_APPEND_DATA,
  none: 0,
};

const DISPOSITIONS: Readonly<Record<CreationDisposition, number>> = {
  CREATE_NEW: win32.CREATE_NEW,
  CREATE_ALWAYS: win32.CREATE_ALWAYS,
  OPEN_EXISTING: win32.OPEN_EXISTING,
  OPEN_ALWAYS: win32.OPEN_ALWAYS,
  TRUNCATE_EXISTING: win32.TRUNCATE_EXISTING,
};

const MOVE_METHODS: Readonly<Record<MoveMethod, number>> = {
  FILE_BEGIN: win32.FILE_BEGIN,
  FILE_CURRENT: win32.FILE_CURRENT,
  FILE_END: win32.FILE_END,
};

type TransferCall = Extract<Win32Call, { readonly call: 'ReadFile' | 'WriteFile' }>;
type ControlCall = Extract<Win32Call, { readonly call: 'DeviceIoControl' }>;

/** The simulated program that makes a case's calls of the Win32 view and observes them. */
export class Win32Caller {
  readonly process: UserProcess;
  readonly #io: IoManager;
  /** Handles by ordinal. */
  readonly #handles: number[] = [];
  #eventHandle = 0;

  constructor(io: IoManager) {
    this.#io = io;
    this.process = new UserProcess(io, PROGRAM_HEAP_BYTES);
  }

  /** Begins a case. The kernel and the I/O manager are reset already. */
  reset(machine: Machine): void {
    this.process.reset(machine);
    this.#handles.length = 0;
    this.#eventHandle = this.process.requests.firstEvent.handle;
  }

  /**
   * Makes one call and observes it. A bug check and a wait without end are observations too; of those nothing
   * but the ending has a meaning. Of a call at whose request the run ends (`recorder.refused`) nothing is observed.
   */
  perform(call: Win32Call): Win32Observation {
    const { recorder } = this.#io.kernel;
    recorder.called();
    if (recorder.recording === 'full') recordCall(recorder, call);
    const observation = this.#observed(call);
    if (recorder.refused !== null) return observation;
    recorder.answered();
    if (recorder.recording === 'full') recordWin32Answer(recorder, call, observation);
    return observation;
  }

  #observed(call: Win32Call): Win32Observation {
    try {
      return this.#perform(call);
    } catch (error) {
      if (error instanceof CallerBlocked) return { ...NOTHING_OBSERVED, ending: 'blocked' };
      stopOnRaised(this.#io, error);
      return { ...NOTHING_OBSERVED, ending: 'bug-check' };
    }
  }

  /** Closes every file handle that is still open, as the end of the process does. */
  exit(): void {
    const { handles, kernel } = this.#io;
    for (const { handle, object } of this.process.requests.takeEvents()) {
      handles.remove(handle);
      freeObject(kernel.pool, object);
    }
    for (const handle of this.#handles.splice(0)) {
      if (handles.entry(handle) !== null) this.process.CloseHandle(handle);
    }
  }

  #perform(call: Win32Call): Win32Observation {
    const { process } = this;
    switch (call.call) {
      case 'CreateFile': {
        const flags = call.overlapped ? win32.FILE_FLAG_OVERLAPPED : 0;
        const disposition = DISPOSITIONS[call.disposition];
        const share = FILE_SHARE_READ | FILE_SHARE_WRITE;
        const handle = process.CreateFile(call.name, RIGHTS[call.access], share, disposition, flags);
        const succeeded = handle !== win32.INVALID_HANDLE_VALUE;
        if (succeeded) this.#handles.push(handle);
        return this.#observe(succeeded);
      }
      case 'ReadFile':
        return this.#transfer(call, null);
      case 'WriteFile':
        return this.#transfer(call, call.data);
      case 'SetFilePointerEx': {
        const { distance, method } = call;
        const position = process.SetFilePointerEx(this.#handle(call.handle), distance, MOVE_METHODS[method]);
        return { ...this.#observe(position !== null), position };
      }
      case 'FlushFileBuffers':
        return this.#observe(process.FlushFileBuffers(this.#handle(call.handle)));
      case 'DeviceIoControl':
        return this.#control(call);
      case 'CloseHandle':
        return this.#observe(process.CloseHandle(this.#handle(call.handle)));
      case 'File::open':
        return observeResult(() => {
          this.#handles.push(this.#options(call.options).open(call.name).handle);
          return null;
        });
      case 'File::read': {
        const buffer = new Uint8Array(call.length).fill(USER_FILL);
        return { ...observeResult(() => this.#file(call.handle).read(buffer)), data: buffer };
      }
      case 'File::read_to_end': {
        const vector = new ByteVector(process.heapBytes);
        const observation = observeResult(() => this.#file(call.handle).readToEnd(vector));
        return { ...observation, data: vector.bytes.slice() };
      }
      case 'File::write':
        return observeResult(() => this.#file(call.handle).write(call.data));
      case 'File::write_all':
        return observeResult(() => {
          this.#file(call.handle).writeAll(call.data);
          return null;
        });
    }
  }

  #transfer(call: TransferCall, data: Uint8Array | null): Win32Observation {
    const { process } = this;
    const { requests } = process;
    const request = requests.begin();
    const event = call.overlapped?.event === true ? requests.eventOf(request) : null;
    const overlapped =
      call.overlapped === null ? null : this.#overlapped(request, call.overlapped.offset, event);
    const buffer = request.buffer.prepare(call.buffer, call.length, data);
    const { recorder } = this.#io.kernel;
    if (recorder.recording === 'full') recordBuffer(recorder, call, request.buffer.frameNumbers());
    const handle = this.#handle(call.handle);
    const address = overlapped?.va ?? NULL_VA;
    const { succeeded, bytes } =
      data === null
        ? process.ReadFile(handle, buffer, call.length, address)
        : process.WriteFile(handle, buffer, call.length, address);
    const observation = {
      ...this.#observe(succeeded),
      bytes,
      overlapped: overlapped === null ? null : blockIn(overlapped),
      eventSignaled: event === null ? null : keReadStateEvent(this.#io.kernel.memory, event.object),
      data: data === null ? (request.buffer.bytes(call.buffer.memory)?.slice() ?? null) : null,
    };
    requests.returned(request, !succeeded && process.GetLastError() === ERROR_IO_PENDING);
    return observation;
  }

  #control(call: ControlCall): Win32Observation {
    const { process } = this;
    const { requests } = process;
    const { recorder, memory } = this.#io.kernel;
    const request = requests.begin();
    const event = call.overlapped?.event === true ? requests.eventOf(request) : null;
    const overlapped = call.overlapped === null ? null : this.#overlapped(request, 0n, event);
    const { input, output } = prepareControl(request, call);
    const given = {
      code: call.code,
      input,
      inputLength: call.input.length,
      output,
      outputLength: call.output.length,
    };
    if (recorder.recording === 'full') recordControl(recorder, request, call);
    const handle = this.#handle(call.handle);
    const { succeeded, bytes } = process.DeviceIoControl(handle, given, overlapped?.va ?? NULL_VA);
    const observation = {
      ...this.#observe(succeeded),
      bytes,
      overlapped: overlapped === null ? null : blockIn(overlapped),
      eventSignaled: event === null ? null : keReadStateEvent(memory, event.object),
      data: observedControl(request, call).buffer?.slice() ?? null,
    };
    requests.returned(request, !succeeded && process.GetLastError() === ERROR_IO_PENDING);
    return observation;
  }

  /** A fresh OVERLAPPED; its event, if it has one, is signaled. */
  #overlapped(request: UserRequest, offset: bigint, event: ProcessEvent | null): Overlapped {
    const { memory } = this.#io.kernel;
    const overlapped = new Overlapped(memory, request.overlapped);
    overlapped.internal = 0;
    overlapped.internalHigh = 0;
    overlapped.setOffset(offset);
    overlapped.hEvent = event?.handle ?? 0;
    if (event !== null) keSetEvent(memory, event.object);
    return overlapped;
  }

  #options({ read, write, append, truncate, create, createNew }: OpenOptionsSpec): OpenOptions {
    return new OpenOptions(this.process)
      .read(read)
      .write(write)
      .append(append)
      .truncate(truncate)
      .create(create)
      .createNew(createNew);
  }

  #file(ordinal: number): File {
    return new File(this.process, this.#handle(ordinal));
  }

  #observe(succeeded: boolean): Win32Observation {
    return { ...NOTHING_OBSERVED, succeeded, lastError: succeeded ? 0 : this.process.GetLastError() };
  }

  #handle(ordinal: number): number {
    if (ordinal === EVENT_HANDLE) return this.#eventHandle;
    return this.#handles[ordinal] ?? win32.INVALID_HANDLE_VALUE;
  }
}

/** The status block in an OVERLAPPED. */
function blockIn({ internal, internalHigh }: Overlapped): Win32Observation['overlapped'] {
  return { internal, internalHigh };
}

/** What a call of Rust's observes. A panic is neither `Ok` nor an `Err`. */
function observeResult(call: () => number | null): Win32Observation {
  try {
    return { ...NOTHING_OBSERVED, bytes: call(), succeeded: true };
  } catch (error) {
    if (error instanceof Panic) return NOTHING_OBSERVED;
    if (!(error instanceof IoError)) throw error;
    return { ...NOTHING_OBSERVED, lastError: error.rawOsError ?? 0, errorKind: error.kind };
  }
}

const NOTHING_OBSERVED: Win32Observation = {
  ending: 'returned',
  succeeded: false,
  lastError: 0,
  errorKind: null,
  bytes: null,
  position: null,
  overlapped: null,
  eventSignaled: null,
  data: null,
};
