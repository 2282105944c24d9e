import type { Va } from '../../impl/ddi/index.ts';
import { type NTSTATUS, STATUS_PENDING } from '../../nt/ntstatus.ts';
import { WdmArticle } from '../wdm-article.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Returns STATUS_PENDING for reads that it has completed and never marked pending (R45, R61). */
class PendingNotMarked extends WdmArticle {
  protected override read(irpVa: Va): NTSTATUS {
    super.read(irpVa);
    return STATUS_PENDING;
  }
}

export const pendingNotMarkedDriver = wdmDriverModule(PendingNotMarked);
