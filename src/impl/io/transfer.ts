import { FILE_APPEND_DATA, FILE_READ_DATA, FILE_WRITE_DATA } from '../../nt/access.ts';
import { FO_NO_INTERMEDIATE_BUFFERING, FO_SYNCHRONOUS_IO, FO_WRITE_THROUGH } from '../../nt/device.ts';
import {
  IRP_DEFER_IO_COMPLETION,
  IRP_MJ_READ,
  IRP_MJ_WRITE,
  IRP_NOCACHE,
  IRP_READ_OPERATION,
  IRP_WRITE_OPERATION,
  SL_WRITE_THROUGH,
} from '../../nt/irp.ts';
import { SIZE_OF } from '../../nt/layout.ts';
import {
  type NTSTATUS,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_PARAMETER,
  STATUS_SUCCESS,
} from '../../nt/ntstatus.ts';
import { keClearEvent } from '../kernel/event.ts';
import { RaisedException } from '../memory/exceptions.ts';
import { probeForRead, probeForWrite } from '../memory/probe.ts';
import { NULL_VA, type Va, vaAdd } from '../memory/va.ts';
import { buildBuffers } from './buffers.ts';
import type { DeviceObject } from './device-object.ts';
import { callDriver } from './dispatch.ts';
import { FileObject } from './file-object.ts';
import type { IoManager } from './io-manager.ts';
import { allocateRequest, freeIrp } from './irp-lifetime.ts';
import { addReference } from './object-header.ts';
import { relatedDevice } from './related-device.ts';
import { waitFor } from './send-and-wait.ts';

/** The parameters of NtReadFile and NtWriteFile. Addresses are the caller's; lengths are bytes. */
export interface TransferParameters {
  handle: number;
  /** 0 for none. */
  event: number;
  ioStatusBlock: Va;
  buffer: Va;
  length: number;
  /** NULL for no offset. */
  byteOffset: Va;
  /** NULL for none. */
  key: Va;
}

/** Low halves of FILE_WRITE_TO_END_OF_FILE and FILE_USE_FILE_POINTER_POSITION; the high half is -1 (R0.4). */
const END_OF_FILE_LOW = -1;
const FILE_POINTER_LOW = -2;

/** NtReadFile, for a user-mode caller. */
export function ntReadFile(io: IoManager, parameters: TransferParameters): NTSTATUS {
  return transfer(io, parameters, false);
}

/** NtWriteFile, for a user-mode caller. */
export function ntWriteFile(io: IoManager, parameters: TransferParameters): NTSTATUS {
  return transfer(io, parameters, true);
}

/** The steps of R20, in its order. A failure before dispatch leaves the status block as it was. */
function transfer(io: IoManager, parameters: TransferParameters, write: boolean): NTSTATUS {
  const { kernel } = io;
  const { memory } = kernel;
  const rights = write ? FILE_WRITE_DATA | FILE_APPEND_DATA : FILE_READ_DATA;
  const reference = io.handles.reference(parameters.handle, 'file', rights);
  if (reference.status !== STATUS_SUCCESS) return reference.status;
  const file = new FileObject(memory, reference.object);
  const appendOnly = write && (reference.grantedAccess & FILE_WRITE_DATA) === 0;
  const device = relatedDevice(memory, file);

  let low = 0;
  let high = 0;
  let key = 0;
  let hasOffset = parameters.byteOffset !== NULL_VA;
  try {
    probeForWrite(memory, parameters.ioStatusBlock, SIZE_OF.IO_STATUS_BLOCK, 4);
    if (write) probeForRead(parameters.buffer, parameters.length, 1);
    else probeForWrite(memory, parameters.buffer, parameters.length, 1);
    if (hasOffset) {
      probeForRead(parameters.byteOffset, 8, 4);
      low = memory.readI32(parameters.byteOffset);
      high = memory.readI32(vaAdd(parameters.byteOffset, 4));
    }
    if (!isAligned(file, device, parameters, hasOffset, low, high, write)) return STATUS_INVALID_PARAMETER;
    if (parameters.key !== NULL_VA) {
      probeForRead(parameters.key, 4, 4);
      key = memory.readI32(parameters.key);
    }
  } catch (error) {
    if (!(error instanceof RaisedException)) throw error;
    return error.status;
  }

  const synchronous = (file.flags & FO_SYNCHRONOUS_IO) !== 0;
  if (hasOffset && high < 0 && !isNegativeOffsetAllowed(io, low, high, write, synchronous)) {
    return STATUS_INVALID_PARAMETER;
  }
  // R27: an append-only handle writes at the end of file, whatever offset the caller gave.
  if (appendOnly) {
    low = END_OF_FILE_LOW;
    high = -1;
    hasOffset = true;
  }
  let event = NULL_VA;
  if (parameters.event !== 0) {
    const eventReference = io.handles.reference(parameters.event, 'event', 0);
    if (eventReference.status !== STATUS_SUCCESS) return eventReference.status;
    event = eventReference.object;
    keClearEvent(memory, event);
  }
  if (!hasOffset && !synchronous) return STATUS_INVALID_PARAMETER;
  // R24, R25: the driver sees the resolved position, never -2.
  if (!hasOffset || (synchronous && high === -1 && low === FILE_POINTER_LOW)) {
    low = file.currentByteOffsetLow;
    high = file.currentByteOffsetHigh;
  }
  file.eventSignaled = false;

  const irp = allocateRequest(kernel, device.stackSize, file);
  if (irp === null) return STATUS_INSUFFICIENT_RESOURCES;
  irp.userIosb = parameters.ioStatusBlock;
  irp.userEvent = event;
  irp.flags =
    IRP_DEFER_IO_COMPLETION |
    (write ? IRP_WRITE_OPERATION : IRP_READ_OPERATION) |
    ((file.flags & FO_NO_INTERMEDIATE_BUFFERING) !== 0 ? IRP_NOCACHE : 0);
  const location = irp.nextStackLocation;
  location.majorFunction = write ? IRP_MJ_WRITE : IRP_MJ_READ;
  location.fileObject = file.va;
  location.length = parameters.length;
  location.key = key;
  location.setByteOffset(low, high);
  // R7.
  if (write && (file.flags & FO_WRITE_THROUGH) !== 0) location.flags = SL_WRITE_THROUGH;
  const built = buildBuffers(kernel, irp, device.flags, parameters.buffer, parameters.length, write);
  if (built !== STATUS_SUCCESS) {
    if (kernel.recorder.recording === 'full') {
      kernel.recorder.event('unbuilt', { status: built });
    }
    freeIrp(kernel, irp);
    return built;
  }
  addReference(memory, file.va, 1);
  io.threadIrps.link(kernel.memory, irp);
  const tracked = callDriver(io, device, irp);
  const status = waitFor(io, irp, tracked, file);
  if (tracked.completions > 0) addReference(memory, file.va, -1);
  return status;
}

/** R23, R23a: which negative offsets go on. A read takes -2 alone, a write -1 too; -2 needs a position. */
function isNegativeOffsetAllowed(
  io: IoManager,
  low: number,
  high: number,
  write: boolean,
  synchronous: boolean,
): boolean {
  if (high === -1 && low === FILE_POINTER_LOW) return synchronous;
  if (write && high === -1 && low === END_OF_FILE_LOW) return true;
  return !io.kernel.dialect.strictOffsets;
}

/** R31: only for handles without intermediate buffering, and only what the device asks for. */
function isAligned(
  file: FileObject,
  device: DeviceObject,
  parameters: TransferParameters,
  hasOffset: boolean,
  low: number,
  high: number,
  write: boolean,
): boolean {
  if ((file.flags & FO_NO_INTERMEDIATE_BUFFERING) === 0) return true;
  if ((parameters.buffer & device.alignmentRequirement) !== 0) return false;
  const { sectorSize } = device;
  if (sectorSize === 0) return true;
  if (parameters.length % sectorSize !== 0) return false;
  const special = high === -1 && ((write && low === END_OF_FILE_LOW) || low === FILE_POINTER_LOW);
  return !hasOffset || special || (low >>> 0) % sectorSize === 0;
}
