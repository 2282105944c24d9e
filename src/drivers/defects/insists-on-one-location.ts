import { DeviceObject, type IoStackLocation, type Irp } from '../../impl/ddi/index.ts';
import { STATUS_INVALID_PARAMETER } from '../../nt/ntstatus.ts';
import { WdmArticle } from '../wdm-article.ts';
import { type Answer, answerOf, wdmDriverModule } from '../wdm-driver.ts';

/** Refuses reads whose IRP has more stack locations than its own device needs (R58). */
class InsistsOnOneLocation extends WdmArticle {
  protected override answerRead(irp: Irp, location: IoStackLocation): Answer {
    const { stackSize } = new DeviceObject(this.ddi.memory, this.device);
    if (irp.stackCount !== stackSize) return answerOf(STATUS_INVALID_PARAMETER);
    return super.answerRead(irp, location);
  }
}

export const insistsOnOneLocationDriver = wdmDriverModule(InsistsOnOneLocation);
