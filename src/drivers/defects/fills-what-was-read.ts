import type { Va } from '../../impl/ddi/index.ts';
import { wdmDriverModule } from '../wdm-driver.ts';
import { FillsAfterGuard } from './fills-after-guard.ts';

/** Also reads from each page of the buffer under the guard, and takes it that what was read can be written (R41). */
class FillsWhatWasRead extends FillsAfterGuard {
  protected override look(address: Va, lengthBytes: number): void {
    super.look(address, lengthBytes);
    this.touch(address, lengthBytes);
  }
}

export const fillsWhatWasReadDriver = wdmDriverModule(FillsWhatWasRead);
