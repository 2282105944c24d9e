import type { Va } from '../../impl/ddi/index.ts';
import { KernelMode } from '../../nt/irql.ts';
import { IoModifyAccess } from '../../nt/mdl.ts';
import { NT_SUCCESS } from '../../nt/ntstatus.ts';
import type { LockedPages } from '../locking-driver.ts';
import { Partial } from '../partial.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Locks the pages of an MDL that it has built for nonpaged pool (R73; 0xC4/0xB0). */
class PoolMdlLocked extends Partial {
  protected override describe(address: Va, lengthBytes: number): LockedPages {
    const described = super.describe(address, lengthBytes);
    const { status, mdl } = described;
    if (NT_SUCCESS(status)) this.ddi.MmProbeAndLockPages(mdl, KernelMode, IoModifyAccess);
    return described;
  }
}

export const poolMdlLockedDriver = wdmDriverModule(PoolMdlLocked);
