import { FILE_READ_DATA, FILE_WRITE_DATA } from '../../nt/access.ts';
import {
  accessOf,
  FILE_READ_ACCESS,
  FILE_WRITE_ACCESS,
  METHOD_BUFFERED,
  METHOD_NEITHER,
  methodOf,
} from '../../nt/control-code.ts';
import { IRP_DEFER_IO_COMPLETION, IRP_MJ_DEVICE_CONTROL, IRP_MJ_FILE_SYSTEM_CONTROL } from '../../nt/irp.ts';
import { SIZE_OF } from '../../nt/layout.ts';
import {
  type NTSTATUS,
  STATUS_ACCESS_DENIED,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_SUCCESS,
} from '../../nt/ntstatus.ts';
import { keClearEvent } from '../kernel/event.ts';
import { RaisedException } from '../memory/exceptions.ts';
import { probeForRead, probeForWrite } from '../memory/probe.ts';
import { NULL_VA, type Va } from '../memory/va.ts';
import { buildControlBuffers } from './control-buffers.ts';
import { callDriver } from './dispatch.ts';
import { FileObject } from './file-object.ts';
import type { IoManager } from './io-manager.ts';
import { allocateRequest, freeIrp } from './irp-lifetime.ts';
import { addReference } from './object-header.ts';
import { relatedDevice } from './related-device.ts';
import { waitFor } from './send-and-wait.ts';

/** The parameters of NtDeviceIoControlFile and NtFsControlFile. Addresses are the caller's; lengths are bytes. */
export interface ControlParameters {
  readonly handle: number;
  /** 0 for none. */
  readonly event: number;
  readonly ioStatusBlock: Va;
  readonly code: number;
  /** NULL for none. */
  readonly input: Va;
  readonly inputLength: number;
  /** NULL for none. */
  readonly output: Va;
  readonly outputLength: number;
}

/** NtDeviceIoControlFile, for a user-mode caller: its second phase is not deferred (R43c). */
export function ntDeviceIoControlFile(io: IoManager, parameters: ControlParameters): NTSTATUS {
  return control(io, parameters, IRP_MJ_DEVICE_CONTROL, 0);
}

/** NtFsControlFile, for a user-mode caller: deferred as reads are (R43c). The minor is IRP_MN_USER_FS_REQUEST, 0. */
export function ntFsControlFile(io: IoManager, parameters: ControlParameters): NTSTATUS {
  return control(io, parameters, IRP_MJ_FILE_SYSTEM_CONTROL, IRP_DEFER_IO_COMPLETION);
}

/** The steps of R43a, in its order. A failure before dispatch leaves the status block as it was. */
function control(io: IoManager, parameters: ControlParameters, major: number, flags: number): NTSTATUS {
  const { kernel } = io;
  const { memory } = kernel;
  const { code } = parameters;
  const lengths = { inputLength: parameters.inputLength, outputLength: parameters.outputLength };
  try {
    probe(io, parameters, lengths);
  } catch (error) {
    if (!(error instanceof RaisedException)) throw error;
    return error.status;
  }

  const reference = io.handles.reference(parameters.handle, 'file', 0);
  if (reference.status !== STATUS_SUCCESS) return reference.status;
  const required = rightsOf(code);
  if ((reference.grantedAccess & required) !== required) return STATUS_ACCESS_DENIED;
  const file = new FileObject(memory, reference.object);
  let event = NULL_VA;
  if (parameters.event !== 0) {
    const eventReference = io.handles.reference(parameters.event, 'event', 0);
    if (eventReference.status !== STATUS_SUCCESS) return eventReference.status;
    event = eventReference.object;
    keClearEvent(memory, event);
  }
  file.eventSignaled = false;

  const device = relatedDevice(memory, file);
  const irp = allocateRequest(kernel, device.stackSize, file);
  if (irp === null) return STATUS_INSUFFICIENT_RESOURCES;
  irp.userIosb = parameters.ioStatusBlock;
  irp.userEvent = event;
  irp.flags = flags;
  const location = irp.nextStackLocation;
  location.majorFunction = major;
  location.fileObject = file.va;
  location.ioControlCode = code;
  location.inputBufferLength = lengths.inputLength;
  location.outputBufferLength = lengths.outputLength;
  const { input, output } = parameters;
  const built = buildControlBuffers(kernel, irp, { code, input, output, ...lengths });
  if (built !== STATUS_SUCCESS) {
    kernel.recorder.event('unbuilt', { status: built });
    freeIrp(kernel, irp);
    return built;
  }
  addReference(memory, file.va, 1);
  io.threadIrps.link(memory, irp);
  const tracked = callDriver(io, device, irp);
  const status = waitFor(io, irp, tracked, file);
  if (tracked.completions > 0) addReference(memory, file.va, -1);
  return status;
}

/**
 * What is probed, by the method: the output alone of METHOD_BUFFERED, the input of all but METHOD_NEITHER. A buffer that
 * is NULL there has no length (R43).
 *
 * @throws RaisedException where a probe raises
 */
function probe(
  { kernel: { memory } }: IoManager,
  { code, ioStatusBlock, input, output }: ControlParameters,
  lengths: { inputLength: number; outputLength: number },
): void {
  const method = methodOf(code);
  probeForWrite(memory, ioStatusBlock, SIZE_OF.IO_STATUS_BLOCK, 4);
  if (method === METHOD_BUFFERED) {
    if (output === NULL_VA) lengths.outputLength = 0;
    else probeForWrite(memory, output, lengths.outputLength, 1);
  }
  if (method === METHOD_NEITHER) return;
  if (input === NULL_VA) lengths.inputLength = 0;
  else probeForRead(input, lengths.inputLength, 1);
}

/** The rights that a handle needs for a code: bits 14 and 15 (R43a). Appending is not writing. */
function rightsOf(code: number): number {
  const access = accessOf(code);
  return (
    ((access & FILE_READ_ACCESS) === 0 ? 0 : FILE_READ_DATA) |
    ((access & FILE_WRITE_ACCESS) === 0 ? 0 : FILE_WRITE_DATA)
  );
}
