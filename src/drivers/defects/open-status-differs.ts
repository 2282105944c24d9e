import { NULL_VA, type Va } from '../../impl/ddi/index.ts';
import { type NTSTATUS, STATUS_INSUFFICIENT_RESOURCES, STATUS_NO_MEMORY } from '../../nt/ntstatus.ts';
import { PerFile } from '../per-file.ts';
import { answerOf, transferred, wdmDriverModule } from '../wdm-driver.ts';

/** Refuses an open without memory with one status, and returns another (R44). */
class OpenStatusDiffers extends PerFile {
  protected override create(irpVa: Va): NTSTATUS {
    const context = this.allocateContext();
    if (context === NULL_VA) {
      this.complete(irpVa, answerOf(STATUS_INSUFFICIENT_RESOURCES));
      return STATUS_NO_MEMORY;
    }
    this.fileOf(irpVa).fsContext = context;
    return this.complete(irpVa, transferred(0));
  }
}

export const openStatusDiffersDriver = wdmDriverModule(OpenStatusDiffers);
