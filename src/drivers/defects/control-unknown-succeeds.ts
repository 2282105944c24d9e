import type { IoStackLocation, Irp } from '../../impl/ddi/index.ts';
import { STATUS_INVALID_DEVICE_REQUEST } from '../../nt/ntstatus.ts';
import { Controls } from '../controls.ts';
import { type Answer, transferred, wdmDriverModule } from '../wdm-driver.ts';

/** Answers codes that it does not know with success. */
class ControlUnknownSucceeds extends Controls {
  protected override answerControl(irp: Irp, location: IoStackLocation): Answer {
    const answer = super.answerControl(irp, location);
    return answer.status === STATUS_INVALID_DEVICE_REQUEST ? transferred(0) : answer;
  }
}

export const controlUnknownSucceedsDriver = wdmDriverModule(ControlUnknownSucceeds);
