import type { Va } from '../../impl/ddi/index.ts';
import { PAGE_MASK, PAGE_SIZE } from '../../nt/page.ts';
import { Partial } from '../partial.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Describes every page to its end, also the last one of the source (R77; 0x12E). */
class PartialBeyondSource extends Partial {
  protected override bytesOnPage(address: Va): number {
    return PAGE_SIZE - (address & PAGE_MASK);
  }
}

export const partialBeyondSourceDriver = wdmDriverModule(PartialBeyondSource);
