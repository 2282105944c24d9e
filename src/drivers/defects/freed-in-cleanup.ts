import type { Va } from '../../impl/ddi/index.ts';
import type { NTSTATUS } from '../../nt/ntstatus.ts';
import { PerFile } from '../per-file.ts';
import { transferred, wdmDriverModule } from '../wdm-driver.ts';

/** Frees the context of an open in IRP_MJ_CLEANUP, and in IRP_MJ_CLOSE again (R13). */
class FreedInCleanup extends PerFile {
  protected override cleanup(irpVa: Va): NTSTATUS {
    this.freeContext(this.fileOf(irpVa));
    return this.complete(irpVa, transferred(0));
  }
}

export const freedInCleanupDriver = wdmDriverModule(FreedInCleanup);
