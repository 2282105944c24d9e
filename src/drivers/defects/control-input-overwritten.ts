import type { IoStackLocation, Irp } from '../../impl/ddi/index.ts';
import { Controls } from '../controls.ts';
import { type Answer, wdmDriverModule } from '../wdm-driver.ts';

/** Clears its output before it has read its input: both are in one buffer (R43). */
class ControlInputOverwritten extends Controls {
  protected override invert(irp: Irp, location: IoStackLocation): Answer {
    if (location.outputBufferLength > 0)
      this.ddi.memory.fill(irp.systemBuffer, 0, location.outputBufferLength);
    return super.invert(irp, location);
  }
}

export const controlInputOverwrittenDriver = wdmDriverModule(ControlInputOverwritten);
