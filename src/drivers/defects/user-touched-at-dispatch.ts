import type { Va } from '../../impl/ddi/index.ts';
import { IoWriteAccess } from '../../nt/mdl.ts';
import { Disk } from '../disk.ts';
import { type Answer, type MappedBuffer, wdmDriverModule } from '../wdm-driver.ts';

/** Copies to the caller's own address with the spin lock held, where no page can be brought in (0xD1). */
class UserTouchedAtDispatch extends Disk {
  protected override withUserBuffer(
    address: Va,
    lengthBytes: number,
    operation: number,
    use: (buffer: MappedBuffer) => Answer,
  ): Answer {
    if (operation !== IoWriteAccess) return super.withUserBuffer(address, lengthBytes, operation, use);
    return this.guarded(() => {
      this.ddi.ProbeForWrite(address, lengthBytes, 1);
      return use({ address, lengthBytes });
    });
  }
}

export const userTouchedAtDispatchDriver = wdmDriverModule(UserTouchedAtDispatch);
