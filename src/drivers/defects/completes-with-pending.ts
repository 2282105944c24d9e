import type { IoStackLocation, Irp } from '../../impl/ddi/index.ts';
import { STATUS_PENDING } from '../../nt/ntstatus.ts';
import { WdmArticle } from '../wdm-article.ts';
import { type Answer, wdmDriverModule } from '../wdm-driver.ts';

/** Completes writes with STATUS_PENDING for their final status (R54; 0xC9/0x06). */
class CompletesWithPending extends WdmArticle {
  protected override answerWrite(irp: Irp, location: IoStackLocation): Answer {
    return { ...super.answerWrite(irp, location), status: STATUS_PENDING };
  }
}

export const completesWithPendingDriver = wdmDriverModule(CompletesWithPending);
