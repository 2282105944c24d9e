import { IoStackLocation, Irp, type Va, vaAdd } from '../../impl/ddi/index.ts';
import { SIZE_OF } from '../../nt/layout.ts';
import type { NTSTATUS } from '../../nt/ntstatus.ts';
import { WdmArticle } from '../wdm-article.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Takes the stack location right behind the IRP for the current one (R59b). */
class FirstStackLocation extends WdmArticle {
  protected override write(irpVa: Va): NTSTATUS {
    const irp = new Irp(this.ddi.memory, irpVa);
    const first = new IoStackLocation(this.ddi.memory, vaAdd(irpVa, SIZE_OF.IRP));
    return this.complete(irpVa, this.answerWrite(irp, first));
  }
}

export const firstStackLocationDriver = wdmDriverModule(FirstStackLocation);
