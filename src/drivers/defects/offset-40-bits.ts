import { Disk } from '../disk.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Keeps where a write goes in 40 bits (R35). */
class Offset40Bits extends Disk {
  protected override resolve(offset: bigint): bigint {
    return BigInt.asUintN(40, super.resolve(offset));
  }
}

export const offset40BitsDriver = wdmDriverModule(Offset40Bits);
