import type { Va } from '../../impl/ddi/index.ts';
import type { NTSTATUS } from '../../nt/ntstatus.ts';
import { wdmDriverModule } from '../wdm-driver.ts';
import { Zero } from '../zero.ts';

/** Leaves its device where there can be no link to it, and fails DriverEntry (R17). */
class EntryLeavesDevice extends Zero {
  protected override linkDevice(link: Va, name: Va): NTSTATUS {
    return this.ddi.IoCreateSymbolicLink(link, name);
  }
}

export const entryLeavesDeviceDriver = wdmDriverModule(EntryLeavesDevice);
