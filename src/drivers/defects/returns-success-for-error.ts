import type { Va } from '../../impl/ddi/index.ts';
import { type NTSTATUS, STATUS_SUCCESS } from '../../nt/ntstatus.ts';
import { WdmArticle } from '../wdm-article.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Returns STATUS_SUCCESS for every write, also for one that it completed with an error (0xC9/0x224). */
class ReturnsSuccessForError extends WdmArticle {
  protected override write(irpVa: Va): NTSTATUS {
    super.write(irpVa);
    return STATUS_SUCCESS;
  }
}

export const returnsSuccessForErrorDriver = wdmDriverModule(ReturnsSuccessForError);
