import { Irp, type Va } from '../../impl/ddi/index.ts';
import type { NTSTATUS } from '../../nt/ntstatus.ts';
import { WdmArticle } from '../wdm-article.ts';
import { type Answer, wdmDriverModule } from '../wdm-driver.ts';

/** Reads the status to return from the IRP that it has completed (R57, G7). */
class TouchesAfterComplete extends WdmArticle {
  protected override complete(irpVa: Va, answer: Answer): NTSTATUS {
    const irp = new Irp(this.ddi.memory, irpVa);
    super.complete(irpVa, answer);
    return irp.status;
  }
}

export const touchesAfterCompleteDriver = wdmDriverModule(TouchesAfterComplete);
