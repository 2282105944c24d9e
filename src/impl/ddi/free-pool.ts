import { BAD_POOL_CALLER } from '../../nt/bug-check.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Va } from '../memory/va.ts';

/** ExFreePoolWithTag: stops the machine with 0xC2 for an address that is no live block. */
export function exFreePool(kernel: Kernel, address: Va): void {
  const sizeBytes = kernel.pool.sizeOf(address);
  const result = kernel.pool.free(address);
  if (result === 'already-free')
    kernel.bugCheck(BAD_POOL_CALLER, [0x7, address], 'a pool block was freed twice');
  if (result === 'not-a-block')
    kernel.bugCheck(BAD_POOL_CALLER, [0x46, address], 'what was freed is no pool block');
  kernel.mm.driverMdls.freed(address, sizeBytes);
}
