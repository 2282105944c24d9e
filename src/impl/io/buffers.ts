import { DO_BUFFERED_IO, DO_DIRECT_IO } from '../../nt/device.ts';
import { IRP_BUFFERED_IO, IRP_DEALLOCATE_BUFFER, IRP_INPUT_OPERATION } from '../../nt/irp.ts';
import { UserMode } from '../../nt/irql.ts';
import { IoReadAccess, IoWriteAccess } from '../../nt/mdl.ts';
import { type NTSTATUS, STATUS_INSUFFICIENT_RESOURCES, STATUS_SUCCESS } from '../../nt/ntstatus.ts';
import { poolTag } from '../../nt/pool.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { RaisedException } from '../memory/exceptions.ts';
import { ioAllocateMdl, ioFreeMdl } from '../memory/mdl-allocate.ts';
import { mmProbeAndLockPages } from '../memory/mdl-lock.ts';
import { NULL_VA, type Va } from '../memory/va.ts';
import type { Irp } from './irp.ts';

const BUFFER_TAG = poolTag('IoSB');

/**
 * Gives an IRP the buffer of the device's mode (R33 to R42). Buffered wins when both flags are set (R34).
 * On failure nothing is left allocated.
 */
export function buildBuffers(
  kernel: Kernel,
  irp: Irp,
  deviceFlags: number,
  buffer: Va,
  lengthBytes: number,
  write: boolean,
): NTSTATUS {
  if ((deviceFlags & DO_BUFFERED_IO) !== 0) return buildBuffered(kernel, irp, buffer, lengthBytes, write);
  if ((deviceFlags & DO_DIRECT_IO) !== 0) return buildDirect(kernel, irp, buffer, lengthBytes, write);
  irp.userBuffer = buffer;
  return STATUS_SUCCESS;
}

/** R36 to R38: a copy in pool; for a write the caller's bytes as they are now. */
function buildBuffered(kernel: Kernel, irp: Irp, buffer: Va, lengthBytes: number, write: boolean): NTSTATUS {
  const input = write ? 0 : IRP_INPUT_OPERATION;
  if (lengthBytes === 0) {
    irp.flags |= IRP_BUFFERED_IO | input;
    return STATUS_SUCCESS;
  }
  const zeroed = !write && kernel.dialect.systemBuffer === 'zeroed';
  const systemBuffer = kernel.faults.strikes('buffer-allocation')
    ? NULL_VA
    : kernel.pool.allocate(lengthBytes, BUFFER_TAG, zeroed);
  if (systemBuffer === NULL_VA) return STATUS_INSUFFICIENT_RESOURCES;
  if (write) {
    try {
      kernel.memory.copy(systemBuffer, buffer, lengthBytes);
    } catch (error) {
      if (!(error instanceof RaisedException)) throw error;
      kernel.pool.free(systemBuffer);
      return error.status;
    }
  } else irp.userBuffer = buffer;
  irp.systemBuffer = systemBuffer;
  irp.flags |= IRP_BUFFERED_IO | IRP_DEALLOCATE_BUFFER | input;
  return STATUS_SUCCESS;
}

/** R39: an MDL with the caller's pages locked, for writing by a read and for reading by a write. */
function buildDirect(kernel: Kernel, irp: Irp, buffer: Va, lengthBytes: number, write: boolean): NTSTATUS {
  if (lengthBytes === 0) return STATUS_SUCCESS;
  const mdl = kernel.faults.strikes('buffer-allocation')
    ? NULL_VA
    : ioAllocateMdl(kernel.mm, buffer, lengthBytes);
  if (mdl === NULL_VA) return STATUS_INSUFFICIENT_RESOURCES;
  try {
    mmProbeAndLockPages(kernel.mm, mdl, UserMode, write ? IoReadAccess : IoWriteAccess);
  } catch (error) {
    if (!(error instanceof RaisedException)) throw error;
    ioFreeMdl(kernel.mm, mdl);
    return error.status;
  }
  irp.mdlAddress = mdl;
  return STATUS_SUCCESS;
}
