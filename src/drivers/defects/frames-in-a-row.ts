import { Mdl, type Va } from '../../impl/ddi/index.ts';
import { PAGE_SHIFT } from '../../nt/page.ts';
import { Partial } from '../partial.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Takes the frames of a buffer to follow the first one, as its pages do (R67). */
class FramesInARow extends Partial {
  protected override describePage(source: Va, partial: Va, address: Va, lengthBytes: number): void {
    super.describePage(source, partial, address, lengthBytes);
    const from = new Mdl(this.ddi.memory, source);
    const to = new Mdl(this.ddi.memory, partial);
    to.setFrame(0, from.frame(0) + ((to.startVa - from.startVa) >> PAGE_SHIFT));
  }
}

export const framesInARowDriver = wdmDriverModule(FramesInARow);
