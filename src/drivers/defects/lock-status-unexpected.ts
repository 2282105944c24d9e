import { NULL_VA, RaisedException, type Va } from '../../impl/ddi/index.ts';
import { UserMode } from '../../nt/irql.ts';
import { STATUS_ACCESS_VIOLATION, STATUS_INSUFFICIENT_RESOURCES, STATUS_SUCCESS } from '../../nt/ntstatus.ts';
import type { LockedPages } from '../locking-driver.ts';
import { PerFile } from '../per-file.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Takes it that MmProbeAndLockPages raises STATUS_ACCESS_VIOLATION and nothing else (R71). */
class LockStatusUnexpected extends PerFile {
  protected override lockPages(address: Va, lengthBytes: number, operation: number): LockedPages {
    const { ddi } = this;
    const mdl = ddi.IoAllocateMdl(address, lengthBytes, false, false, NULL_VA);
    if (mdl === NULL_VA) return { status: STATUS_INSUFFICIENT_RESOURCES, mdl };
    try {
      ddi.MmProbeAndLockPages(mdl, UserMode, operation);
    } catch (error) {
      if (!(error instanceof RaisedException) || error.status !== STATUS_ACCESS_VIOLATION) throw error;
      ddi.IoFreeMdl(mdl);
      return { status: error.status, mdl: NULL_VA };
    }
    return { status: STATUS_SUCCESS, mdl };
  }
}

export const lockStatusUnexpectedDriver = wdmDriverModule(LockStatusUnexpected);
