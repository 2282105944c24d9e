import type { Moment } from '../../trace/run/where.ts';
import type { TrackedIrp } from '../record/recorder.ts';
import type { Kernel } from './kernel.ts';

/**
 * Records that an IRP has come to its end at every level of the stack, with what the drivers leave of it.
 *
 * @param irp its record at any level
 */
export function finishIrp(kernel: Kernel, irp: TrackedIrp, moment: Moment): void {
  const { driverMdls, memory, frameLocks } = kernel.mm;
  const lowest = kernel.recorder.tracked(irp.va) ?? null;
  for (let level = lowest; level !== null; level = level.upper) {
    if (level.finishedAt !== null) continue;
    level.finishedAt = moment;
    driverMdls.finish(level, memory, frameLocks);
  }
}
