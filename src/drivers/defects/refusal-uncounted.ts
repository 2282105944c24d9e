import { Budget } from '../budget.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Counts nothing on the way on which it refuses (Q3). */
class RefusalUncounted extends Budget {
  protected override countRefusal(): void {}
}

export const refusalUncountedDriver = wdmDriverModule(RefusalUncounted);
