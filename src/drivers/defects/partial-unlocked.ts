import type { Va } from '../../impl/ddi/index.ts';
import { Partial } from '../partial.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Unlocks the pages of a partial MDL, which are its source’s (R78; 0xC4/0xB4). */
class PartialUnlocked extends Partial {
  protected override reuse(partial: Va): void {
    super.reuse(partial);
    this.ddi.MmUnlockPages(partial);
  }
}

export const partialUnlockedDriver = wdmDriverModule(PartialUnlocked);
