import {
  DELETE,
  FILE_APPEND_DATA,
  FILE_ATTRIBUTE_VALID_FLAGS,
  FILE_DELETE_ON_CLOSE,
  FILE_DIRECTORY_FILE,
  FILE_GENERIC_READ,
  FILE_GENERIC_WRITE,
  FILE_NO_INTERMEDIATE_BUFFERING,
  FILE_NON_DIRECTORY_FILE,
  FILE_OVERWRITE_IF,
  FILE_SHARE_DELETE,
  FILE_SHARE_READ,
  FILE_SHARE_WRITE,
  FILE_SYNCHRONOUS_IO_ALERT,
  FILE_SYNCHRONOUS_IO_NONALERT,
  FILE_VALID_OPTION_FLAGS,
  FILE_WRITE_THROUGH,
  GENERIC_READ,
  GENERIC_WRITE,
  SYNCHRONIZE,
} from '../../nt/access.ts';
import {
  DO_DEVICE_INITIALIZING,
  DO_EXCLUSIVE,
  DO_UNLOAD_PENDING,
  FO_ALERTABLE_IO,
  FO_HANDLE_CREATED,
  FO_NO_INTERMEDIATE_BUFFERING,
  FO_SYNCHRONOUS_IO,
  FO_WRITE_THROUGH,
  IO_TYPE_FILE,
  VOLUME_DEVICE_TYPES,
} from '../../nt/device.ts';
import {
  IRP_CREATE_OPERATION,
  IRP_DEFER_IO_COMPLETION,
  IRP_MJ_CREATE,
  IRP_SYNCHRONOUS_API,
} from '../../nt/irp.ts';
import { IO_SECURITY_CONTEXT, SIZE_OF } from '../../nt/layout.ts';
import {
  NT_SUCCESS,
  type NTSTATUS,
  STATUS_ACCESS_DENIED,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_PARAMETER,
  STATUS_NO_SUCH_DEVICE,
  STATUS_SUCCESS,
} from '../../nt/ntstatus.ts';
import { poolTag } from '../../nt/pool.ts';
import { RaisedException } from '../memory/exceptions.ts';
import { probeForWrite } from '../memory/probe.ts';
import { NULL_VA, type Va, vaAdd } from '../memory/va.ts';
import { DeviceObject } from './device-object.ts';
import { closeFileName, setFileName } from './file-name.ts';
import { FileObject } from './file-object.ts';
import type { IoManager } from './io-manager.ts';
import { allocateRequest } from './irp-lifetime.ts';
import { addHandle, addReference, allocateObject, createInformation, freeObject } from './object-header.ts';
import { topOfStack } from './related-device.ts';
import { sendAndWait } from './send-and-wait.ts';

const FILE_TAG = poolTag('File');

/** A device that is being made or about to go (R3, R17). */
const NOT_OPENABLE = DO_DEVICE_INITIALIZING | DO_UNLOAD_PENDING;

/** The parameters of NtCreateFile. */
export interface CreateParameters {
  readonly desiredAccess: number;
  readonly name: string;
  readonly ioStatusBlock: Va;
  readonly fileAttributes: number;
  readonly shareAccess: number;
  readonly disposition: number;
  readonly options: number;
}

/** What NtCreateFile gives back; the handle is 0 unless the status is a success. */
export interface CreateResult {
  readonly status: NTSTATUS;
  readonly handle: number;
}

/** NtCreateFile, for a user-mode caller (R3 to R10). */
export function ntCreateFile(io: IoManager, parameters: CreateParameters): CreateResult {
  const { memory, pool } = io.kernel;
  const checked = checkParameters(parameters);
  if (checked !== STATUS_SUCCESS) return failed(checked);
  try {
    probeForWrite(memory, parameters.ioStatusBlock, SIZE_OF.IO_STATUS_BLOCK, 4);
  } catch (error) {
    if (!(error instanceof RaisedException)) throw error;
    return failed(error.status);
  }
  const found = io.namespace.lookup(parameters.name);
  if (found.status !== STATUS_SUCCESS) return failed(found.status);
  const named = new DeviceObject(memory, found.device);
  if ((named.flags & NOT_OPENABLE) !== 0) return failed(STATUS_NO_SUCH_DEVICE);
  if ((named.flags & DO_EXCLUSIVE) !== 0 && named.referenceCount > 0) return failed(STATUS_ACCESS_DENIED);
  const volume = VOLUME_DEVICE_TYPES.get(named.deviceType);
  // A file system's requests would reach the driver before the caller's, and the caller's through a file system.
  if (volume !== undefined)
    io.kernel.refuse(`the volume of a ${volume} device, which its first open mounts,`);

  const va = allocateObject(pool, SIZE_OF.FILE_OBJECT, FILE_TAG);
  if (va === NULL_VA) return failed(STATUS_INSUFFICIENT_RESOURCES);
  const file = new FileObject(memory, va);
  file.type = IO_TYPE_FILE;
  file.size = SIZE_OF.FILE_OBJECT;
  file.deviceObject = named.va;
  file.flags = fileFlags(parameters.options);
  const status = setFileName(io.kernel, file, found.rest)
    ? sendCreate(io, file, parameters)
    : STATUS_INSUFFICIENT_RESOURCES;
  if (io.callerBlocked) return failed(status);
  if (!NT_SUCCESS(status)) {
    // R10: neither IRP_MJ_CLEANUP nor IRP_MJ_CLOSE is sent for a file that was never opened.
    closeFileName(io.kernel, file);
    freeObject(pool, va);
    return failed(status);
  }
  named.referenceCount += 1;
  file.flags |= FO_HANDLE_CREATED;
  file.eventSignaled = true;
  addReference(memory, va, 1);
  addHandle(memory, va, 1);
  return { status, handle: io.handles.insert('file', va, grantedAccess(parameters.desiredAccess)) };
}

/** The rights that are granted: generic ones become those they stand for (W1d). */
function grantedAccess(desired: number): number {
  let granted = desired & ~(GENERIC_READ | GENERIC_WRITE);
  if ((desired & GENERIC_READ) !== 0) granted |= FILE_GENERIC_READ;
  if ((desired & GENERIC_WRITE) !== 0) granted |= FILE_GENERIC_WRITE;
  return granted;
}

function failed(status: NTSTATUS): CreateResult {
  return { status, handle: 0 };
}

/** R8: to the top of the stack, with the file object and the caller's parameters in the stack location. */
function sendCreate(io: IoManager, file: FileObject, parameters: CreateParameters): NTSTATUS {
  const { memory } = io.kernel;
  const top = topOfStack(new DeviceObject(memory, file.deviceObject));
  const irp = allocateRequest(io.kernel, top.stackSize, file);
  if (irp === null) return STATUS_INSUFFICIENT_RESOURCES;
  const security = createInformation(file.va);
  memory.writeI32(
    vaAdd(security, IO_SECURITY_CONTEXT.DesiredAccess),
    grantedAccess(parameters.desiredAccess),
  );
  memory.writeI32(vaAdd(security, IO_SECURITY_CONTEXT.FullCreateOptions), parameters.options);
  irp.flags = IRP_CREATE_OPERATION | IRP_SYNCHRONOUS_API | IRP_DEFER_IO_COMPLETION;
  irp.userIosb = parameters.ioStatusBlock;
  const location = irp.nextStackLocation;
  location.majorFunction = IRP_MJ_CREATE;
  location.fileObject = file.va;
  location.securityContext = security;
  location.createOptions = (parameters.disposition << 24) | parameters.options;
  location.fileAttributes = parameters.fileAttributes;
  // R5: the driver's to enforce.
  location.shareAccess = parameters.shareAccess;
  const status = sendAndWait(io, top, irp, file);
  // A create that never ends keeps its parameters.
  if (!io.callerBlocked) memory.fill(security, 0, SIZE_OF.IO_SECURITY_CONTEXT);
  return status;
}

/** R6, in its order. */
function checkParameters(parameters: CreateParameters): NTSTATUS {
  const { options, desiredAccess, fileAttributes, shareAccess, disposition } = parameters;
  const synchronous = options & (FILE_SYNCHRONOUS_IO_ALERT | FILE_SYNCHRONOUS_IO_NONALERT);
  const both = FILE_SYNCHRONOUS_IO_ALERT | FILE_SYNCHRONOUS_IO_NONALERT;
  const wrong =
    (fileAttributes & ~FILE_ATTRIBUTE_VALID_FLAGS) !== 0 ||
    (shareAccess & ~(FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE)) !== 0 ||
    disposition > FILE_OVERWRITE_IF ||
    (options & ~FILE_VALID_OPTION_FLAGS) !== 0 ||
    (synchronous !== 0 && (desiredAccess & SYNCHRONIZE) === 0) ||
    ((options & FILE_DELETE_ON_CLOSE) !== 0 && (desiredAccess & DELETE) === 0) ||
    synchronous === both ||
    ((options & FILE_DIRECTORY_FILE) !== 0 && (options & FILE_NON_DIRECTORY_FILE) !== 0) ||
    ((options & FILE_NO_INTERMEDIATE_BUFFERING) !== 0 && (desiredAccess & FILE_APPEND_DATA) !== 0);
  return wrong ? STATUS_INVALID_PARAMETER : STATUS_SUCCESS;
}

/** R7. */
function fileFlags(options: number): number {
  let flags = 0;
  if ((options & FILE_SYNCHRONOUS_IO_ALERT) !== 0) flags |= FO_SYNCHRONOUS_IO | FO_ALERTABLE_IO;
  if ((options & FILE_SYNCHRONOUS_IO_NONALERT) !== 0) flags |= FO_SYNCHRONOUS_IO;
  if ((options & FILE_NO_INTERMEDIATE_BUFFERING) !== 0) flags |= FO_NO_INTERMEDIATE_BUFFERING;
  if ((options & FILE_WRITE_THROUGH) !== 0) flags |= FO_WRITE_THROUGH;
  return flags;
}
