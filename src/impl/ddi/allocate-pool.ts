import type { Kernel } from '../kernel/kernel.ts';
import { NULL_VA, type Va } from '../memory/va.ts';

/** A driver's own allocation of pool, for it to free, `sizeBytes` bytes; NULL when pool is exhausted or the fault plan says so. */
export function allocatePool(kernel: Kernel, sizeBytes: number, tag: number, zeroed: boolean): Va {
  if (kernel.faults.strikes('pool-allocation')) return NULL_VA;
  return owned(kernel, kernel.pool.allocate(sizeBytes, tag, zeroed));
}

/** Makes a block, if there is one, the driver's to free. Returns it. */
export function owned(kernel: Kernel, block: Va): Va {
  if (block !== NULL_VA) kernel.pool.own(block);
  return block;
}
