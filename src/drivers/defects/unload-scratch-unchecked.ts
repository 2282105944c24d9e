import { POOL_FLAG_NON_PAGED, poolTag } from '../../nt/pool.ts';
import { wdmDriverModule } from '../wdm-driver.ts';
import { Zero } from '../zero.ts';

const TAG = poolTag('Scra');
const SCRATCH_BYTES = 16;

/** Notes in pool that it is unloaded, and does not look whether there was any (M10). */
class UnloadScratchUnchecked extends Zero {
  protected override unload(): void {
    const { ddi } = this;
    const scratch = ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, SCRATCH_BYTES, TAG);
    ddi.memory.writeI32(scratch, 1);
    ddi.ExFreePoolWithTag(scratch, TAG);
    super.unload();
  }
}

export const unloadScratchUncheckedDriver = wdmDriverModule(UnloadScratchUnchecked);
