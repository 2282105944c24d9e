import { Disk } from '../disk.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Looks where a transfer begins, and not where it ends (0x50). */
class NoClamp extends Disk {
  protected override clamp(_start: number, lengthBytes: number): number {
    return lengthBytes;
  }
}

export const noClampDriver = wdmDriverModule(NoClamp);
