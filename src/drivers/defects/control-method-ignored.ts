import type { IoStackLocation, Irp } from '../../impl/ddi/index.ts';
import { controlCodeOf } from '../../nt/control-code.ts';
import { IOCTL_INVERT } from '../control-codes.ts';
import { Controls } from '../controls.ts';
import { type Answer, wdmDriverModule } from '../wdm-driver.ts';

const INVERT_FUNCTION = controlCodeOf(IOCTL_INVERT).function;

/** Goes by the function of a code alone: with another method the buffers are elsewhere (R43). */
class ControlMethodIgnored extends Controls {
  protected override answerControl(irp: Irp, location: IoStackLocation): Answer {
    return controlCodeOf(location.ioControlCode).function === INVERT_FUNCTION
      ? this.invert(irp, location)
      : super.answerControl(irp, location);
  }
}

export const controlMethodIgnoredDriver = wdmDriverModule(ControlMethodIgnored);
