import type { IoStackLocation, Irp } from '../../impl/ddi/index.ts';
import { NT_SUCCESS } from '../../nt/ntstatus.ts';
import { Controls } from '../controls.ts';
import { type Answer, transferred, wdmDriverModule } from '../wdm-driver.ts';

/** Claims the whole output, of which it has written the beginning: behind it lies what was in pool (R43, R46). */
class ControlTailDisclosed extends Controls {
  protected override invert(irp: Irp, location: IoStackLocation): Answer {
    const answer = super.invert(irp, location);
    return NT_SUCCESS(answer.status) ? transferred(location.outputBufferLength) : answer;
  }
}

export const controlTailDisclosedDriver = wdmDriverModule(ControlTailDisclosed);
