import type { Va } from '../../impl/ddi/index.ts';
import { Disk } from '../disk.ts';
import type { LockedPages } from '../locking-driver.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Probes the caller's pages while it holds the spin lock: no exception is to be caught there (R71, R22a). */
class ProbesAtDispatch extends Disk {
  protected override lockPages(address: Va, lengthBytes: number, operation: number): LockedPages {
    this.lock();
    const locked = super.lockPages(address, lengthBytes, operation);
    this.unlock();
    return locked;
  }
}

export const probesAtDispatchDriver = wdmDriverModule(ProbesAtDispatch);
