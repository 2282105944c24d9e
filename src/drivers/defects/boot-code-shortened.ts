import { Disk } from '../disk.ts';
import { type Answer, type MappedBuffer, wdmDriverModule } from '../wdm-driver.ts';

/** Bytes of a master boot record before its partitions, and of these the boot code alone. */
const BEFORE_PARTITIONS_BYTES = 446;
const BOOT_CODE_BYTES = 440;

/** Takes a write of all that comes before the partitions for one of the boot code (R38). */
class BootCodeShortened extends Disk {
  protected override copyIn(start: bigint, buffer: MappedBuffer): Answer {
    const { address, lengthBytes } = buffer;
    const isBootCode = lengthBytes === BEFORE_PARTITIONS_BYTES;
    return super.copyIn(start, isBootCode ? { address, lengthBytes: BOOT_CODE_BYTES } : buffer);
  }
}

export const bootCodeShortenedDriver = wdmDriverModule(BootCodeShortened);
