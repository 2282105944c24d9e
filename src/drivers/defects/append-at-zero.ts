import { FILE_WRITE_TO_END_OF_FILE } from '../../nt/byte-offset.ts';
import { Disk } from '../disk.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Writes at the start of the disk when it is asked to append (R26). */
class AppendAtZero extends Disk {
  protected override resolve(offset: bigint): bigint {
    return offset === FILE_WRITE_TO_END_OF_FILE ? 0n : offset;
  }
}

export const appendAtZeroDriver = wdmDriverModule(AppendAtZero);
