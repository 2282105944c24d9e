import type { IoStackLocation, Irp } from '../../impl/ddi/index.ts';
import { STATUS_INVALID_PARAMETER } from '../../nt/ntstatus.ts';
import { Controls } from '../controls.ts';
import { type Answer, answerOf, wdmDriverModule } from '../wdm-driver.ts';

/** No byte pattern of a caller's begins so. */
const REFUSED_FIRST_BYTE = 0xff;

/** Looks at the first byte of the input before it looks at its length: without any there is no SystemBuffer (R43). */
class ControlEmptyDereferenced extends Controls {
  protected override invert(irp: Irp, location: IoStackLocation): Answer {
    return this.ddi.memory.readU8(irp.systemBuffer) === REFUSED_FIRST_BYTE && location.inputBufferLength > 0
      ? answerOf(STATUS_INVALID_PARAMETER)
      : super.invert(irp, location);
  }
}

export const controlEmptyDereferencedDriver = wdmDriverModule(ControlEmptyDereferenced);
