import { Disk } from '../disk.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Keeps where a write goes in 32 bits (R35). */
class Offset32Bits extends Disk {
  protected override resolve(offset: bigint): bigint {
    return BigInt.asUintN(32, super.resolve(offset));
  }
}

export const offset32BitsDriver = wdmDriverModule(Offset32Bits);
