import type { Irp, Va } from '../../impl/ddi/index.ts';
import { Partial } from '../partial.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Takes IoFreeMdl to unlock the pages of an MDL (R72, R79). */
class LockedLeft extends Partial {
  protected override freeSourceMdl(irp: Irp, mdl: Va): void {
    if (mdl !== irp.mdlAddress) this.ddi.IoFreeMdl(mdl);
  }
}

export const lockedLeftDriver = wdmDriverModule(LockedLeft);
