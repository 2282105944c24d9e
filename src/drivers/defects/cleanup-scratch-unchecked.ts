import { IRP_MJ_CLEANUP } from '../../nt/irp.ts';
import { ScratchUnchecked } from '../scratch-unchecked.ts';
import { transferred, wdmDriverModule } from '../wdm-driver.ts';

/** Notes each cleanup in pool that it may not have. */
class CleanupScratchUnchecked extends ScratchUnchecked {
  protected override readonly major = IRP_MJ_CLEANUP;
  protected override readonly answer = transferred(0);
}

export const cleanupScratchUncheckedDriver = wdmDriverModule(CleanupScratchUnchecked);
