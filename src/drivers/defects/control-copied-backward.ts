import { type IoStackLocation, type Irp, vaAdd } from '../../impl/ddi/index.ts';
import { Controls } from '../controls.ts';
import { type Answer, transferred, wdmDriverModule } from '../wdm-driver.ts';

/** Copies byte by byte, the last one first: an output that begins before the input overwrites what is to follow (R43d). */
class ControlCopiedBackward extends Controls {
  protected override copy(irp: Irp, location: IoStackLocation): Answer {
    const { type3InputBuffer, inputBufferLength, outputBufferLength } = location;
    if (outputBufferLength < inputBufferLength) return super.copy(irp, location);
    this.probeInput(type3InputBuffer, inputBufferLength);
    this.probeOutput(irp.userBuffer, outputBufferLength);
    for (let at = inputBufferLength - 1; at >= 0; at -= 1)
      this.ddi.memory.copy(vaAdd(irp.userBuffer, at), vaAdd(type3InputBuffer, at), 1);
    return transferred(inputBufferLength);
  }
}

export const controlCopiedBackwardDriver = wdmDriverModule(ControlCopiedBackward);
