import type { Kernel } from '../kernel/kernel.ts';
import { NULL_VA, type Va } from '../memory/va.ts';

/** A driver's own allocation of pool: NULL when pool is exhausted or the fault plan says so. */
export function allocatePool(kernel: Kernel, sizeBytes: number, tag: number, zeroed: boolean): Va {
  if (kernel.faults.strikes('pool-allocation')) return NULL_VA;
  return kernel.pool.allocate(sizeBytes, tag, zeroed);
}
