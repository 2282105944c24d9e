import { FILE_APPEND_DATA, FILE_WRITE_DATA } from '../../nt/access.ts';
import { FO_SYNCHRONOUS_IO } from '../../nt/device.ts';
import {
  IRP_MJ_FLUSH_BUFFERS,
  IRP_MJ_QUERY_INFORMATION,
  IRP_MJ_SET_INFORMATION,
  IRP_SYNCHRONOUS_API,
} from '../../nt/irp.ts';
import { SIZE_OF } from '../../nt/layout.ts';
import {
  type NTSTATUS,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_PARAMETER,
  STATUS_SUCCESS,
} from '../../nt/ntstatus.ts';
import { RaisedException } from '../memory/exceptions.ts';
import { probeForRead, probeForWrite } from '../memory/probe.ts';
import { type Va, vaAdd } from '../memory/va.ts';
import { FileObject } from './file-object.ts';
import type { IoManager } from './io-manager.ts';
import { allocateRequest } from './irp-lifetime.ts';
import { relatedDevice } from './related-device.ts';
import { sendAndWait } from './send-and-wait.ts';

/** Bytes of FILE_POSITION_INFORMATION. */
const POSITION_BYTES = 8;
/** Bytes of FILE_STANDARD_INFORMATION. */
const STANDARD_BYTES = 24;

/** NtFlushBuffersFile: needs the right to write or append. */
export function ntFlushBuffersFile(io: IoManager, handle: number, ioStatusBlock: Va): NTSTATUS {
  const rights = FILE_WRITE_DATA | FILE_APPEND_DATA;
  return onFile(io, handle, rights, ioStatusBlock, null, (file) =>
    sendRequest(io, file, IRP_MJ_FLUSH_BUFFERS, ioStatusBlock),
  );
}

/**
 * NtQueryInformationFile of FilePositionInformation. On a synchronous handle the I/O manager answers (R28);
 * any other goes to the driver.
 */
export function ntQueryPosition(io: IoManager, handle: number, ioStatusBlock: Va, information: Va): NTSTATUS {
  const { memory } = io.kernel;
  const probe = (): void => probeForWrite(memory, information, POSITION_BYTES, 4);
  return onFile(io, handle, 0, ioStatusBlock, probe, (file) => {
    if ((file.flags & FO_SYNCHRONOUS_IO) === 0) {
      return sendRequest(io, file, IRP_MJ_QUERY_INFORMATION, ioStatusBlock);
    }
    memory.writeI32(information, file.currentByteOffsetLow);
    memory.writeI32(vaAdd(information, 4), file.currentByteOffsetHigh);
    return writeStatusBlock(io, ioStatusBlock, POSITION_BYTES);
  });
}

/** NtQueryInformationFile of FileStandardInformation, where a file's size is: always the driver's to answer. */
export function ntQueryStandard(io: IoManager, handle: number, ioStatusBlock: Va, information: Va): NTSTATUS {
  const { memory } = io.kernel;
  const probe = (): void => probeForWrite(memory, information, STANDARD_BYTES, 4);
  return onFile(io, handle, 0, ioStatusBlock, probe, (file) =>
    sendRequest(io, file, IRP_MJ_QUERY_INFORMATION, ioStatusBlock),
  );
}

/** NtSetInformationFile of FilePositionInformation; a negative position is STATUS_INVALID_PARAMETER. */
export function ntSetPosition(io: IoManager, handle: number, ioStatusBlock: Va, information: Va): NTSTATUS {
  const { memory } = io.kernel;
  const probe = (): void => probeForRead(information, POSITION_BYTES, 4);
  return onFile(io, handle, 0, ioStatusBlock, probe, (file) => {
    if ((file.flags & FO_SYNCHRONOUS_IO) === 0) {
      return sendRequest(io, file, IRP_MJ_SET_INFORMATION, ioStatusBlock);
    }
    const low = memory.readI32(information);
    const high = memory.readI32(vaAdd(information, 4));
    if (high < 0) return STATUS_INVALID_PARAMETER;
    file.setCurrentByteOffset(low, high);
    return writeStatusBlock(io, ioStatusBlock, 0);
  });
}

function writeStatusBlock(io: IoManager, ioStatusBlock: Va, information: number): NTSTATUS {
  const { memory } = io.kernel;
  memory.writeI32(ioStatusBlock, STATUS_SUCCESS);
  memory.writeI32(vaAdd(ioStatusBlock, 4), 0);
  memory.writeI32(vaAdd(ioStatusBlock, 8), information);
  memory.writeI32(vaAdd(ioStatusBlock, 12), 0);
  return STATUS_SUCCESS;
}

/**
 * Runs `action` on the file behind a handle that has one of the rights `anyOf` (0 asks for none), after the
 * status block and, by `probe`, what else the caller passed were probed. A raised exception becomes the status.
 */
function onFile(
  io: IoManager,
  handle: number,
  anyOf: number,
  ioStatusBlock: Va,
  probe: (() => void) | null,
  action: (file: FileObject) => NTSTATUS,
): NTSTATUS {
  const { memory } = io.kernel;
  const reference = io.handles.reference(handle, 'file', anyOf);
  if (reference.status !== STATUS_SUCCESS) return reference.status;
  const file = new FileObject(memory, reference.object);
  try {
    probeForWrite(memory, ioStatusBlock, SIZE_OF.IO_STATUS_BLOCK, 4);
    probe?.();
  } catch (error) {
    if (!(error instanceof RaisedException)) throw error;
    return error.status;
  }
  return action(file);
}

/** A request without a buffer. An asynchronous handle's caller waits all the same. */
function sendRequest(io: IoManager, file: FileObject, major: number, ioStatusBlock: Va): NTSTATUS {
  const device = relatedDevice(io.kernel.memory, file);
  file.eventSignaled = false;
  const irp = allocateRequest(io.kernel, device.stackSize, file);
  if (irp === null) return STATUS_INSUFFICIENT_RESOURCES;
  irp.flags = (file.flags & FO_SYNCHRONOUS_IO) === 0 ? IRP_SYNCHRONOUS_API : 0;
  irp.userIosb = ioStatusBlock;
  const location = irp.nextStackLocation;
  location.majorFunction = major;
  location.fileObject = file.va;
  return sendAndWait(io, device, irp, file);
}
