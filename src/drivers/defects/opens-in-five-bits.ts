import { NULL_VA, type Va } from '../../impl/ddi/index.ts';
import { PerFile } from '../per-file.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Has a table of 32 opens in all, of which none is ever taken out (R8). */
class OpensInFiveBits extends PerFile {
  protected opens = 0;

  protected override allocateContext(): Va {
    this.opens += 1;
    return this.opens > 32 ? NULL_VA : super.allocateContext();
  }
}

export const opensInFiveBitsDriver = wdmDriverModule(OpensInFiveBits);
