import { NULL_VA, RaisedException, type Va } from '../../impl/ddi/index.ts';
import { KernelMode } from '../../nt/irql.ts';
import { IoReadAccess } from '../../nt/mdl.ts';
import { STATUS_INSUFFICIENT_RESOURCES } from '../../nt/ntstatus.ts';
import { Controls } from '../controls.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Has the pages of its input locked in place of a probe, with KernelMode, which takes any address (R71). */
class ControlLockedForKernel extends Controls {
  protected override probeInput(address: Va, lengthBytes: number): void {
    const { ddi } = this;
    if (lengthBytes === 0) return;
    const mdl = ddi.IoAllocateMdl(address, lengthBytes, false, false, NULL_VA);
    if (mdl === NULL_VA) throw new RaisedException(STATUS_INSUFFICIENT_RESOURCES);
    try {
      ddi.MmProbeAndLockPages(mdl, KernelMode, IoReadAccess);
      ddi.MmUnlockPages(mdl);
    } finally {
      ddi.IoFreeMdl(mdl);
    }
  }
}

export const controlLockedForKernelDriver = wdmDriverModule(ControlLockedForKernel);
