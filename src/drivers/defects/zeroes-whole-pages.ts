import { PAGE_MASK } from '../../nt/page.ts';
import { type Answer, type MappedBuffer, transferred, wdmDriverModule } from '../wdm-driver.ts';
import { Zero } from '../zero.ts';

/** Clears to the end of the last page that the buffer lies on: the caller's own data stands there (R84). */
class ZeroesWholePages extends Zero {
  protected override fill({ address, lengthBytes }: MappedBuffer): Answer {
    const slackBytes = -(address + lengthBytes) & PAGE_MASK;
    this.ddi.memory.fill(address, 0, lengthBytes + slackBytes);
    return transferred(lengthBytes);
  }
}

export const zeroesWholePagesDriver = wdmDriverModule(ZeroesWholePages);
