import type { IoStackLocation, Irp } from '../../impl/ddi/index.ts';
import { STATUS_INVALID_PARAMETER } from '../../nt/ntstatus.ts';
import { Mailbox } from '../mailbox.ts';
import { type Answer, answerOf, wdmDriverModule } from '../wdm-driver.ts';

/**
 * In neither mode it looks at the length of a message before it looks at that of the write, under a guard and without a
 * probe: of a write without length the I/O manager has probed nothing (R22).
 */
class UserBufferUnprobed extends Mailbox {
  protected override answerWrite(irp: Irp, location: IoStackLocation): Answer {
    if (this.mode !== 'neither') return super.answerWrite(irp, location);
    return this.guarded(() =>
      !this.hasRoom() || this.ddi.memory.readU8(irp.userBuffer) < location.length
        ? super.answerWrite(irp, location)
        : answerOf(STATUS_INVALID_PARAMETER),
    );
  }
}

export const userBufferUnprobedDriver = wdmDriverModule(UserBufferUnprobed);
