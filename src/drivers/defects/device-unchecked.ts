import type { Va } from '../../impl/ddi/index.ts';
import { type NTSTATUS, STATUS_SUCCESS } from '../../nt/ntstatus.ts';
import { wdmDriverModule } from '../wdm-driver.ts';
import { Zero } from '../zero.ts';

/** Does not look whether IoCreateDevice made a device (R2). */
class DeviceUnchecked extends Zero {
  protected override makeDevice(driver: Va, name: Va, pointer: Va): NTSTATUS {
    super.makeDevice(driver, name, pointer);
    return STATUS_SUCCESS;
  }
}

export const deviceUncheckedDriver = wdmDriverModule(DeviceUnchecked);
