import type { Va } from '../../impl/ddi/index.ts';
import { Irp } from '../../impl/ddi/index.ts';
import { type NTSTATUS, STATUS_SHARING_VIOLATION } from '../../nt/ntstatus.ts';
import { Disk } from '../disk.ts';
import { answerOf, wdmDriverModule } from '../wdm-driver.ts';

/** Once it is opened for itself alone, it stays so when that handle is closed (R5). */
class ExclusiveShareKept extends Disk {
  protected isTaken = false;

  protected override create(irpVa: Va): NTSTATUS {
    if (this.isTaken) return this.complete(irpVa, answerOf(STATUS_SHARING_VIOLATION));
    this.isTaken = new Irp(this.ddi.memory, irpVa).currentStackLocation.shareAccess === 0;
    return super.create(irpVa);
  }
}

export const exclusiveShareKeptDriver = wdmDriverModule(ExclusiveShareKept);
