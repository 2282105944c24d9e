import type { Va } from '../../impl/ddi/index.ts';
import { NonPagedPoolNx } from '../../nt/pool.ts';
import { Disk } from '../disk.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Allocates the disk with the older routine, which does not clear it (R36). */
class DiskNotZeroed extends Disk {
  protected override allocate(sizeBytes: number, tag: number): Va {
    return this.ddi.ExAllocatePoolWithTag(NonPagedPoolNx, sizeBytes, tag);
  }
}

export const diskNotZeroedDriver = wdmDriverModule(DiskNotZeroed);
