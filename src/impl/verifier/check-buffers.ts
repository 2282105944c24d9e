import { SPECIAL_POOL_DETECTED_MEMORY_CORRUPTION } from '../../nt/bug-check.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { NULL_VA } from '../memory/va.ts';
import type { TrackedIrp } from '../record/recorder.ts';

/**
 * Stops the machine, as special pool does, when an IRP, its SystemBuffer or its MDL was written beyond its ends:
 * nothing that happens afterwards would mean anything.
 */
export function checkBuffers(kernel: Kernel, irp: TrackedIrp): void {
  const { pool } = kernel;
  if (irp.systemBuffer !== NULL_VA) pool.checkBlock(irp.systemBuffer);
  if (irp.mdl !== NULL_VA) pool.checkBlock(irp.mdl);
  pool.checkBlock(irp.va);
  stopOnViolation(kernel, irp);
}

/** Stops the machine if any corruption has been noticed, in a block the driver freed for one. */
export function stopOnViolation(kernel: Kernel, irp: TrackedIrp): void {
  const { corruption } = kernel.recorder;
  if (corruption !== null) {
    kernel.bugCheck(SPECIAL_POOL_DETECTED_MEMORY_CORRUPTION, [irp.va], corruption.detail);
  }
}
