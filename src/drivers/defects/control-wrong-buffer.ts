import type { IoStackLocation, Irp } from '../../impl/ddi/index.ts';
import { IOCTL_STORE } from '../control-codes.ts';
import { Controls } from '../controls.ts';
import { type Answer, wdmDriverModule } from '../wdm-driver.ts';

/** Takes the SystemBuffer for the second buffer of METHOD_IN_DIRECT, which an MDL describes (R43). */
class ControlWrongBuffer extends Controls {
  protected override answerControl(irp: Irp, location: IoStackLocation): Answer {
    return location.ioControlCode === IOCTL_STORE
      ? this.store(irp.systemBuffer, location.outputBufferLength)
      : super.answerControl(irp, location);
  }
}

export const controlWrongBufferDriver = wdmDriverModule(ControlWrongBuffer);
