import type { Va } from '../../impl/ddi/index.ts';
import { Structures } from '../structures.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Fetches the length once more after it was checked: the caller may have changed it by then (G3). */
class LengthFetchedTwice extends Structures {
  protected override copy(block: Va, range: { readonly address: Va }, structure: Va): void {
    super.copy(block, { ...range, lengthBytes: this.rangeAt(structure).lengthBytes }, structure);
  }
}

export const lengthFetchedTwiceDriver = wdmDriverModule(LengthFetchedTwice);
