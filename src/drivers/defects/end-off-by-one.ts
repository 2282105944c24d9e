import { DISK_BYTES, Disk } from '../disk.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Takes the offset behind the last byte for one that the disk has (R29). */
class EndOffByOne extends Disk {
  protected override isBeyondEnd(start: bigint): boolean {
    return start > BigInt(DISK_BYTES);
  }
}

export const endOffByOneDriver = wdmDriverModule(EndOffByOne);
