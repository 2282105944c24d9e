import { Mdl, type Va } from '../../impl/ddi/index.ts';
import { Partial } from '../partial.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Unmaps a partial MDL that MmPrepareMdlForReuse has unmapped (R76; 0xC4/0xB5). */
class PartialUnmappedTwice extends Partial {
  protected override reuse(partial: Va): void {
    const { mappedSystemVa } = new Mdl(this.ddi.memory, partial);
    super.reuse(partial);
    this.ddi.MmUnmapLockedPages(mappedSystemVa, partial);
  }
}

export const partialUnmappedTwiceDriver = wdmDriverModule(PartialUnmappedTwice);
