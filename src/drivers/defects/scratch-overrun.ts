import { PerFile } from '../per-file.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Checks where a transfer begins, and not where it ends (0x19). */
class ScratchOverrun extends PerFile {
  protected override clamp(_offset: number, lengthBytes: number): number {
    return lengthBytes;
  }
}

export const scratchOverrunDriver = wdmDriverModule(ScratchOverrun);
