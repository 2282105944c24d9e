import type { Va } from '../../impl/ddi/index.ts';
import type { NTSTATUS } from '../../nt/ntstatus.ts';
import { PerFile } from '../per-file.ts';
import { transferred, wdmDriverModule } from '../wdm-driver.ts';

/** Does not free the context of an open in IRP_MJ_CLOSE (R12). */
class ContextLeaked extends PerFile {
  protected override close(irpVa: Va): NTSTATUS {
    return this.complete(irpVa, transferred(0));
  }
}

export const contextLeakedDriver = wdmDriverModule(ContextLeaked);
