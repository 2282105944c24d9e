import { BAD_POOL_CALLER, DRIVER_VERIFIER_DETECTED_VIOLATION } from '../../nt/bug-check.ts';
import { APC_LEVEL } from '../../nt/irql.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Va } from '../memory/va.ts';

/**
 * ExFreePoolWithTag: stops the machine with 0xC2 for an address that is no live block, with 0xC4/0x11 for paged pool above
 * APC_LEVEL.
 */
export function exFreePool(kernel: Kernel, address: Va): void {
  const { irql } = kernel.context;
  const { pageable } = kernel.mm;
  if (irql > APC_LEVEL && pageable.isPaged(address)) {
    kernel.bugCheck(
      DRIVER_VERIFIER_DETECTED_VIOLATION,
      [0x11, irql, 1, address],
      `paged pool was freed at IRQL ${irql}`,
    );
  }
  const sizeBytes = kernel.pool.sizeOf(address);
  const result = kernel.pool.free(address);
  if (result === 'already-free')
    kernel.bugCheck(BAD_POOL_CALLER, [0x7, address], 'a pool block was freed twice');
  if (result === 'not-a-block')
    kernel.bugCheck(BAD_POOL_CALLER, [0x46, address], 'what was freed is no pool block');
  pageable.freed(address);
  kernel.mm.driverMdls.freed(address, sizeBytes);
}
