import { METHOD_BUFFERED, METHOD_IN_DIRECT, METHOD_NEITHER, methodOf } from '../../nt/control-code.ts';
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

/** The caller's buffers of a control request, with the lengths that the driver is told. */
export interface ControlBuffers {
  readonly code: number;
  readonly input: Va;
  readonly inputLength: number;
  readonly output: Va;
  readonly outputLength: number;
}

/** Gives an IRP the buffers of the code's transfer method (R43). On failure nothing is left allocated. */
export function buildControlBuffers(kernel: Kernel, irp: Irp, buffers: ControlBuffers): NTSTATUS {
  const method = methodOf(buffers.code);
  if (method === METHOD_NEITHER) {
    irp.userBuffer = buffers.output;
    irp.nextStackLocation.type3InputBuffer = buffers.input;
    return STATUS_SUCCESS;
  }
  if (method === METHOD_BUFFERED) return buildBuffered(kernel, irp, buffers);
  return buildDirect(kernel, irp, buffers, method === METHOD_IN_DIRECT ? IoReadAccess : IoWriteAccess);
}

/** One SystemBuffer for both; behind the input it is as it was in pool. */
function buildBuffered(kernel: Kernel, irp: Irp, buffers: ControlBuffers): NTSTATUS {
  const { output, inputLength, outputLength } = buffers;
  const length = Math.max(inputLength, outputLength);
  if (length === 0) return STATUS_SUCCESS;
  const status = buildInput(kernel, irp, buffers, length);
  if (status !== STATUS_SUCCESS) return status;
  irp.userBuffer = output;
  if (output !== NULL_VA) irp.flags |= IRP_INPUT_OPERATION;
  return STATUS_SUCCESS;
}

/** The input in a SystemBuffer, the other buffer by an MDL. */
function buildDirect(
  kernel: Kernel,
  irp: Irp,
  buffers: ControlBuffers,
  access: typeof IoReadAccess | typeof IoWriteAccess,
): NTSTATUS {
  const { input, inputLength, output, outputLength } = buffers;
  if (input !== NULL_VA && inputLength > 0) {
    const status = buildInput(kernel, irp, buffers, inputLength);
    if (status !== STATUS_SUCCESS) return status;
  }
  if (outputLength === 0) return STATUS_SUCCESS;
  const status = lockOutput(kernel, irp, output, outputLength, access);
  if (status !== STATUS_SUCCESS && irp.systemBuffer !== NULL_VA) kernel.pool.free(irp.systemBuffer);
  return status;
}

/** A SystemBuffer of so many bytes with a copy of the input. */
function buildInput(
  kernel: Kernel,
  irp: Irp,
  { input, inputLength }: ControlBuffers,
  lengthBytes: number,
): NTSTATUS {
  const systemBuffer = kernel.faults.strikes('buffer-allocation')
    ? NULL_VA
    : kernel.pool.allocate(lengthBytes, BUFFER_TAG, false);
  if (systemBuffer === NULL_VA) return STATUS_INSUFFICIENT_RESOURCES;
  try {
    kernel.memory.copy(systemBuffer, input, inputLength);
  } catch (error) {
    if (!(error instanceof RaisedException)) throw error;
    kernel.pool.free(systemBuffer);
    return error.status;
  }
  irp.systemBuffer = systemBuffer;
  irp.flags |= IRP_BUFFERED_IO | IRP_DEALLOCATE_BUFFER;
  return STATUS_SUCCESS;
}

function lockOutput(
  kernel: Kernel,
  irp: Irp,
  output: Va,
  lengthBytes: number,
  access: typeof IoReadAccess | typeof IoWriteAccess,
): NTSTATUS {
  const mdl = kernel.faults.strikes('buffer-allocation')
    ? NULL_VA
    : ioAllocateMdl(kernel.mm, output, lengthBytes);
  if (mdl === NULL_VA) return STATUS_INSUFFICIENT_RESOURCES;
  try {
    mmProbeAndLockPages(kernel.mm, mdl, UserMode, access);
  } catch (error) {
    if (!(error instanceof RaisedException)) throw error;
    ioFreeMdl(kernel.mm, mdl);
    return error.status;
  }
  irp.mdlAddress = mdl;
  return STATUS_SUCCESS;
}
