import type { Va } from '../../impl/ddi/index.ts';
import { Structures } from '../structures.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Fetches the pointer once more after it was probed: the caller may have changed it by then (G3). */
class PointerFetchedTwice extends Structures {
  protected override copy(block: Va, range: { readonly lengthBytes: number }, structure: Va): void {
    super.copy(block, { ...range, address: this.rangeAt(structure).address }, structure);
  }
}

export const pointerFetchedTwiceDriver = wdmDriverModule(PointerFetchedTwice);
