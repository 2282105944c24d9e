import type { Va } from '../../impl/ddi/index.ts';
import { wdmDriverModule } from '../wdm-driver.ts';
import { Zero } from '../zero.ts';

/** Probes a write's buffer for writing, so that read-only data can't be written (R22). */
class WriteProbedForWriting extends Zero {
  protected override probeForRead(address: Va, lengthBytes: number): void {
    this.ddi.ProbeForWrite(address, lengthBytes, 1);
  }
}

export const writeProbedForWritingDriver = wdmDriverModule(WriteProbedForWriting);
