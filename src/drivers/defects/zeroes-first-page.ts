import { PAGE_SIZE } from '../../nt/page.ts';
import { type Answer, type MappedBuffer, transferred, wdmDriverModule } from '../wdm-driver.ts';
import { Zero } from '../zero.ts';

/** Clears at most a page and says it cleared all (G1). */
class ZeroesFirstPage extends Zero {
  protected override fill({ address, lengthBytes }: MappedBuffer): Answer {
    this.ddi.memory.fill(address, 0, Math.min(lengthBytes, PAGE_SIZE));
    return transferred(lengthBytes);
  }
}

export const zeroesFirstPageDriver = wdmDriverModule(ZeroesFirstPage);
