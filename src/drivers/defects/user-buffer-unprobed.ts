import type { IoStackLocation, Irp } from '../../impl/ddi/index.ts';
import { Mailbox } from '../mailbox.ts';
import { type Answer, transferred, wdmDriverModule } from '../wdm-driver.ts';

/**
 * In neither mode it notes how long a message says to be before it looks whether there is one, under a guard and without
 * a probe: of a write without length the I/O manager has probed nothing (R22).
 */
class UserBufferUnprobed extends Mailbox {
  protected longestBytes = 0;

  protected override answerWrite(irp: Irp, location: IoStackLocation): Answer {
    if (this.mode === 'neither') {
      this.guarded(() => {
        this.longestBytes = Math.max(this.longestBytes, this.ddi.memory.readU8(irp.userBuffer));
        return transferred(0);
      });
    }
    return super.answerWrite(irp, location);
  }
}

export const userBufferUnprobedDriver = wdmDriverModule(UserBufferUnprobed);
