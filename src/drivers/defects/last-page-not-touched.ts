import { type Va, vaAdd } from '../../impl/ddi/index.ts';
import { PAGE_SIZE } from '../../nt/page.ts';
import { wdmDriverModule } from '../wdm-driver.ts';
import { Zero } from '../zero.ts';

/** Goes from page to page by whole pages from where the buffer begins, past a last page of which it has little (R68). */
class LastPageNotTouched extends Zero {
  protected override touch(address: Va, lengthBytes: number): void {
    for (let at = 0; at < lengthBytes; at += PAGE_SIZE) {
      this.ddi.memory.readU8(vaAdd(address, at));
    }
  }
}

export const lastPageNotTouchedDriver = wdmDriverModule(LastPageNotTouched);
