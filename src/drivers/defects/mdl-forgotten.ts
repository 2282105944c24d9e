import { type IoStackLocation, type Irp, NULL_VA } from '../../impl/ddi/index.ts';
import { type Answer, wdmDriverModule } from '../wdm-driver.ts';
import { Zero } from '../zero.ts';

/** Clears MdlAddress when it is done: IoCompleteRequest has no MDL to unlock. */
class MdlForgotten extends Zero {
  protected override answerWrite(irp: Irp, location: IoStackLocation): Answer {
    const answer = super.answerWrite(irp, location);
    irp.mdlAddress = NULL_VA;
    return answer;
  }
}

export const mdlForgottenDriver = wdmDriverModule(MdlForgotten);
