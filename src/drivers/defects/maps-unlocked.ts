import { NULL_VA, type Va } from '../../impl/ddi/index.ts';
import { STATUS_INSUFFICIENT_RESOURCES, STATUS_SUCCESS } from '../../nt/ntstatus.ts';
import { Disk } from '../disk.ts';
import type { LockedPages } from '../locking-driver.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Maps the caller’s pages without locking them first (R74; 0xC4/0xB3). */
class MapsUnlocked extends Disk {
  protected override lockPages(address: Va, lengthBytes: number): LockedPages {
    const mdl = this.ddi.IoAllocateMdl(address, lengthBytes, false, false, NULL_VA);
    return { status: mdl === NULL_VA ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS, mdl };
  }
}

export const mapsUnlockedDriver = wdmDriverModule(MapsUnlocked);
