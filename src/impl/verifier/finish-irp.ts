import type { Kernel } from '../kernel/kernel.ts';
import type { TrackedIrp } from './recorder.ts';

/** Records that an IRP has come to its end, with what the driver leaves of it. */
export function finishIrp(kernel: Kernel, irp: TrackedIrp): void {
  irp.finished = true;
  const { driverMdls, memory, frameLocks } = kernel.mm;
  driverMdls.finish(irp, memory, frameLocks);
}
