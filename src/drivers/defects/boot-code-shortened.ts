import { Disk } from '../disk.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Bytes of a master boot record before its partitions, and of these the boot code alone. */
const BEFORE_PARTITIONS_BYTES = 446;
const BOOT_CODE_BYTES = 440;

/** Takes a transfer of all that comes before the partitions for one of the boot code (R47). */
class BootCodeShortened extends Disk {
  protected override clamp(start: number, lengthBytes: number): number {
    return super.clamp(start, lengthBytes === BEFORE_PARTITIONS_BYTES ? BOOT_CODE_BYTES : lengthBytes);
  }
}

export const bootCodeShortenedDriver = wdmDriverModule(BootCodeShortened);
