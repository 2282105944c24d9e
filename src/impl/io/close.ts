import { IRP_CLOSE_OPERATION, IRP_MJ_CLEANUP, IRP_MJ_CLOSE, IRP_SYNCHRONOUS_API } from '../../nt/irp.ts';
import {
  type NTSTATUS,
  STATUS_INVALID_HANDLE,
  STATUS_OBJECT_TYPE_MISMATCH,
  STATUS_SUCCESS,
} from '../../nt/ntstatus.ts';
import { finishIrp } from '../kernel/finish-irp.ts';
import type { Va } from '../memory/va.ts';
import type { CreateResult } from './create.ts';
import { DeviceObject } from './device-object.ts';
import { callDriver } from './dispatch.ts';
import { continueStop } from './driver-unload.ts';
import { closeFileName } from './file-name.ts';
import { FileObject } from './file-object.ts';
import type { IoManager } from './io-manager.ts';
import { allocateRequest, freeIrp } from './irp-lifetime.ts';
import { addHandle, addReference, freeObject } from './object-header.ts';
import { refusePended } from './refuse-pended.ts';
import { relatedDevice } from './related-device.ts';

/** NtClose of a file handle (R11 to R15): the driver's answers to CLEANUP and CLOSE are ignored. */
export function ntClose(io: IoManager, handle: number): NTSTATUS {
  const entry = io.handles.entry(handle);
  if (entry === null) return STATUS_INVALID_HANDLE;
  if (entry.kind !== 'file') return STATUS_OBJECT_TYPE_MISMATCH;
  io.handles.remove(handle);
  const file = new FileObject(io.kernel.memory, entry.object);
  if (addHandle(io.kernel.memory, file.va, -1) === 0) sendToDevice(io, file, IRP_MJ_CLEANUP);
  if (addReference(io.kernel.memory, file.va, -1) === 0) deleteFile(io, file);
  return STATUS_SUCCESS;
}

/** NtDuplicateObject within the process, same access: a second handle to the same file object (R4, R11). */
export function ntDuplicateObject(io: IoManager, handle: number): CreateResult {
  const entry = io.handles.entry(handle);
  if (entry === null) return { status: STATUS_INVALID_HANDLE, handle: 0 };
  addHandle(io.kernel.memory, entry.object, 1);
  addReference(io.kernel.memory, entry.object, 1);
  return { status: STATUS_SUCCESS, handle: io.handles.insert(entry.kind, entry.object, entry.grantedAccess) };
}

/** R12: the last reference went. */
function deleteFile(io: IoManager, file: FileObject): void {
  const named = new DeviceObject(io.kernel.memory, file.deviceObject);
  sendToDevice(io, file, IRP_MJ_CLOSE);
  named.referenceCount -= 1;
  closeFileName(io.kernel, file);
  freeObject(io.kernel.pool, file.va as Va);
  continueStop(io, named);
}

/** R15: completed into the I/O manager's own status block. */
function sendToDevice(io: IoManager, file: FileObject, major: number): void {
  const device = relatedDevice(io.kernel.memory, file);
  const irp = allocateRequest(io.kernel, device.stackSize, file, false);
  if (irp === null) return;
  irp.flags = IRP_CLOSE_OPERATION | IRP_SYNCHRONOUS_API;
  const location = irp.nextStackLocation;
  location.majorFunction = major;
  location.fileObject = file.va;
  const tracked = callDriver(io, device, irp);
  refusePended(io, tracked);
  if (tracked.completions === 0) return;
  freeIrp(io.kernel, irp);
  finishIrp(io.kernel, tracked, io.kernel.recorder.tick());
}
