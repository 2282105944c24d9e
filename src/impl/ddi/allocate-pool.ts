import { DRIVER_VERIFIER_DETECTED_VIOLATION } from '../../nt/bug-check.ts';
import { APC_LEVEL } from '../../nt/irql.ts';
import { STATUS_INSUFFICIENT_RESOURCES } from '../../nt/ntstatus.ts';
import { spanPages } from '../../nt/page.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { RaisedException } from '../memory/exceptions.ts';
import { NULL_VA, type Va } from '../memory/va.ts';

/** What a driver asks of pool. */
export interface PoolRequest {
  readonly isPaged: boolean;
  readonly zeroed: boolean;
  /** Whether to raise STATUS_INSUFFICIENT_RESOURCES instead of returning NULL. */
  readonly raises: boolean;
}

/**
 * A driver's own allocation of pool, for it to free, `sizeBytes` bytes; NULL when pool is exhausted or the fault plan
 * says so. Paged pool above APC_LEVEL stops the machine with 0xC4/0x01, 0 bytes with 0xC4/0x00.
 *
 * @throws RaisedException instead of NULL, where that is asked for
 */
export function allocatePool(
  kernel: Kernel,
  sizeBytes: number,
  tag: number,
  { isPaged, zeroed, raises }: PoolRequest,
): Va {
  const { context, pool, mm, faults } = kernel;
  if (isPaged && context.irql > APC_LEVEL) {
    kernel.bugCheck(
      DRIVER_VERIFIER_DETECTED_VIOLATION,
      [0x1, context.irql, 1, sizeBytes],
      `paged pool was allocated at IRQL ${context.irql}`,
    );
  }
  if (sizeBytes === 0) {
    kernel.bugCheck(
      DRIVER_VERIFIER_DETECTED_VIOLATION,
      [0x0, context.irql, isPaged ? 1 : 0, 0],
      '0 bytes of pool were allocated',
    );
  }
  const fails = faults.strikes('pool-allocation');
  const block = fails ? NULL_VA : owned(kernel, pool.allocate(sizeBytes, tag, zeroed, isPaged));
  if (block === NULL_VA && raises) throw new RaisedException(STATUS_INSUFFICIENT_RESOURCES);
  if (isPaged && block !== NULL_VA) mm.pageable.allocated(block, Math.max(1, spanPages(0, sizeBytes)));
  return block;
}

/** Makes a block, if there is one, the driver's to free. Returns it. */
export function owned(kernel: Kernel, block: Va): Va {
  if (block !== NULL_VA) kernel.pool.own(block);
  return block;
}
