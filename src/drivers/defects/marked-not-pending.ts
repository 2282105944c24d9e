import { Irp, type Va } from '../../impl/ddi/index.ts';
import type { NTSTATUS } from '../../nt/ntstatus.ts';
import { WdmArticle } from '../wdm-article.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Marks every write pending, and returns the status that it completes it with (R45). */
class MarkedNotPending extends WdmArticle {
  protected override write(irpVa: Va): NTSTATUS {
    new Irp(this.ddi.memory, irpVa).markPending();
    return super.write(irpVa);
  }
}

export const markedNotPendingDriver = wdmDriverModule(MarkedNotPending);
