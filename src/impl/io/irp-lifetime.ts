import { IO_TYPE_IRP } from '../../nt/irp.ts';
import { UserMode } from '../../nt/irql.ts';
import { SIZE_OF } from '../../nt/layout.ts';
import { poolTag } from '../../nt/pool.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { NULL_VA, vaAdd } from '../memory/va.ts';
import { NO_DETAIL } from '../record/recorder.ts';
import { Irp } from './irp.ts';

const IRP_TAG = poolTag('Irp ');

/**
 * IoAllocateIrp: zeroed, with the current location one past the last (R59).
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
  irp.requestorMode = UserMode;
  return irp;
}

/** IoFreeIrp. */
export function freeIrp(kernel: Kernel, irp: Irp): void {
  kernel.pool.free(irp.va);
}
