import type { IoStackLocation, Irp } from '../../impl/ddi/index.ts';
import { STATUS_NOT_SUPPORTED } from '../../nt/ntstatus.ts';
import { Disk } from '../disk.ts';
import { type Answer, answerOf, wdmDriverModule } from '../wdm-driver.ts';

/** Takes SL_WRITE_THROUGH for a flag of somebody else's (R7). */
class WriteThroughRefused extends Disk {
  protected override answerWrite(irp: Irp, location: IoStackLocation): Answer {
    return location.flags === 0 ? super.answerWrite(irp, location) : answerOf(STATUS_NOT_SUPPORTED);
  }
}

export const writeThroughRefusedDriver = wdmDriverModule(WriteThroughRefused);
