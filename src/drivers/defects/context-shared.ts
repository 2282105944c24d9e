import { type IoStackLocation, NULL_VA, type Va } from '../../impl/ddi/index.ts';
import { PerFile } from '../per-file.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Looks the context up for the first request, and keeps it for those of other opens too (R8). */
class ContextShared extends PerFile {
  protected context: Va = NULL_VA;

  protected override contextOf(location: IoStackLocation): Va {
    if (this.context === NULL_VA) this.context = super.contextOf(location);
    return this.context;
  }
}

export const contextSharedDriver = wdmDriverModule(ContextShared);
