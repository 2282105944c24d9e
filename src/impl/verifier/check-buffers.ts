import { SPECIAL_POOL_DETECTED_MEMORY_CORRUPTION } from '../../nt/bug-check.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { TrackedIrp } from './recorder.ts';

/**
 * Stops the machine, as special pool does, when an IRP's memory or a block the driver freed was written beyond
 * its ends: nothing that happens afterwards would mean anything.
 */
export function checkBuffers(kernel: Kernel, irp: TrackedIrp): void {
  const { pool, recorder } = kernel;
  pool.checkBlock(irp.systemBuffer);
  pool.checkBlock(irp.mdl);
  pool.checkBlock(irp.va);
  const violation = recorder.violations[0];
  if (violation !== undefined) {
    kernel.bugCheck(SPECIAL_POOL_DETECTED_MEMORY_CORRUPTION, [irp.va], violation.detail);
  }
}
