import type { IoStackLocation, Irp } from '../../impl/ddi/index.ts';
import { FILE_WRITE_ACCESS } from '../../nt/control-code.ts';
import { IOCTL_STORE } from '../control-codes.ts';
import { Controls } from '../controls.ts';
import { type Answer, wdmDriverModule } from '../wdm-driver.ts';

const ACCESS_SHIFT = 14;

/** Knows its code also with other access bits, which a handle without the right to write may send (R43a). */
class ControlAnyAccess extends Controls {
  protected override answerControl(irp: Irp, location: IoStackLocation): Answer {
    const withoutAccess = IOCTL_STORE - FILE_WRITE_ACCESS * 2 ** ACCESS_SHIFT;
    return location.ioControlCode === withoutAccess
      ? this.withMapped(irp, (address) => this.store(address, location.outputBufferLength))
      : super.answerControl(irp, location);
  }
}

export const controlAnyAccessDriver = wdmDriverModule(ControlAnyAccess);
