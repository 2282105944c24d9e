import { Irp, type Va } from '../../impl/ddi/index.ts';
import type { NTSTATUS } from '../../nt/ntstatus.ts';
import { Controls } from '../controls.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Returns the status that it reads in the IRP, which is gone once it is completed (R43c, R57). */
class ControlStatusFromIrp extends Controls {
  protected override control(irpVa: Va): NTSTATUS {
    super.control(irpVa);
    return new Irp(this.ddi.memory, irpVa).status;
  }
}

export const controlStatusFromIrpDriver = wdmDriverModule(ControlStatusFromIrp);
