import { noteInPool } from '../scratch-unchecked.ts';
import { wdmDriverModule } from '../wdm-driver.ts';
import { Zero } from '../zero.ts';

const UNLOADED = 1;

/** Notes in pool that it is unloaded, and does not look whether there was any (M10). */
class UnloadScratchUnchecked extends Zero {
  protected override unload(): void {
    noteInPool(this.ddi, UNLOADED);
    super.unload();
  }
}

export const unloadScratchUncheckedDriver = wdmDriverModule(UnloadScratchUnchecked);
