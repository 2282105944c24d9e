import type { IoStackLocation, Irp } from '../../impl/ddi/index.ts';
import { Controls } from '../controls.ts';
import { type Answer, wdmDriverModule } from '../wdm-driver.ts';

/** Checks the output against nothing: the SystemBuffer is as long as the longer of the two (R43, R46). */
class ControlClaimsInputLength extends Controls {
  protected override invert(irp: Irp, location: IoStackLocation): Answer {
    return this.invertBytes(irp, location.inputBufferLength);
  }
}

export const controlClaimsInputLengthDriver = wdmDriverModule(ControlClaimsInputLength);
