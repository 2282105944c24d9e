import { Irp, type Va } from '../../impl/ddi/index.ts';
import { type NTSTATUS, STATUS_INVALID_DEVICE_REQUEST } from '../../nt/ntstatus.ts';
import { Controls } from '../controls.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Returns the error for an unknown code and never completes its IRP (R45, R56). */
class ControlUnknownNotCompleted extends Controls {
  protected override control(irpVa: Va): NTSTATUS {
    const irp = new Irp(this.ddi.memory, irpVa);
    const answer = this.answerControl(irp, irp.currentStackLocation);
    return answer.status === STATUS_INVALID_DEVICE_REQUEST ? answer.status : this.complete(irpVa, answer);
  }
}

export const controlUnknownNotCompletedDriver = wdmDriverModule(ControlUnknownNotCompleted);
