import type { TrackedIrp } from '../record/recorder.ts';
import type { Kernel } from './kernel.ts';

/** Records that an IRP has come to its end at every level of the stack, with what the drivers leave of it. */
export function finishIrp(kernel: Kernel, irp: TrackedIrp): void {
  const { driverMdls, memory, frameLocks } = kernel.mm;
  for (const level of kernel.recorder.irps) {
    if (level.finished || level.op !== irp.op || level.va !== irp.va) continue;
    level.finished = true;
    driverMdls.finish(level, memory, frameLocks);
  }
}
