import { IO_TYPE_IRP, IRP_ALLOCATED_FIXED_SIZE } from '../../nt/irp.ts';
import { UserMode } from '../../nt/irql.ts';
import { SIZE_OF } from '../../nt/layout.ts';
import { poolTag } from '../../nt/pool.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { NULL_VA, vaAdd } from '../memory/va.ts';
import { NO_DETAIL } from '../record/recorder.ts';
import type { FileObject } from './file-object.ts';
import { Irp } from './irp.ts';
import { CALLING_THREAD } from './thread-irps.ts';

const IRP_TAG = poolTag('Irp ');

/** Stack locations up to which an IRP has the fixed size of a lookaside list (R59). */
const FIXED_SIZE_LOCATIONS = 8;

/**
 * IoAllocateIrp: zeroed, in no list, of no thread, with the current location one past the last (R59).
 * Null when pool is exhausted or, where `canFail`, the fault plan says so: a close can't be refused (R12).
 */
export function allocateIrp(kernel: Kernel, stackSize: number, canFail = true): Irp | null {
  const size = SIZE_OF.IRP + SIZE_OF.IO_STACK_LOCATION * stackSize;
  const fails = canFail && kernel.faults.strikes('irp-allocation');
  const va = fails ? NULL_VA : kernel.pool.allocate(size, IRP_TAG, true);
  if (va === NULL_VA) {
    kernel.recorder.event('no-irp', NO_DETAIL);
    return null;
  }
  const irp = new Irp(kernel.memory, va);
  irp.type = IO_TYPE_IRP;
  irp.size = size;
  irp.stackCount = stackSize;
  irp.currentLocation = stackSize + 1;
  irp.currentStackLocationVa = vaAdd(va, size);
  if (stackSize <= FIXED_SIZE_LOCATIONS) irp.allocationFlags = IRP_ALLOCATED_FIXED_SIZE;
  const entry = irp.threadListEntry;
  irp.setThreadListEntry(entry, entry);
  return irp;
}

/** An IRP for a request of the thread that calls, on a file object (R35); null as `allocateIrp` says. */
export function allocateRequest(
  kernel: Kernel,
  stackSize: number,
  file: FileObject,
  canFail = true,
): Irp | null {
  const irp = allocateIrp(kernel, stackSize, canFail);
  if (irp === null) return null;
  irp.requestorMode = UserMode;
  irp.thread = CALLING_THREAD;
  irp.originalFileObject = file.va;
  return irp;
}

/** IoFreeIrp. */
export function freeIrp(kernel: Kernel, irp: Irp): void {
  kernel.pool.free(irp.va);
}
