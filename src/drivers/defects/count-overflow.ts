import { Structures } from '../structures.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Counts the bytes of its entries in 32 bits, which overflow: the length that it checks is not what it goes by. */
class CountOverflow extends Structures {
  protected override lengthOf(count: number): number {
    return super.lengthOf(count) >>> 0;
  }
}

export const countOverflowDriver = wdmDriverModule(CountOverflow);
