import type { IoStackLocation, Irp } from '../../impl/ddi/index.ts';
import { STATUS_FILE_LOCK_CONFLICT } from '../../nt/ntstatus.ts';
import { Disk } from '../disk.ts';
import { type Answer, answerOf, wdmDriverModule } from '../wdm-driver.ts';

/** Takes a bit of the Key, which is the caller's, for a mark of its own (R30). */
class KeyBitLocks extends Disk {
  protected override answerRead(irp: Irp, location: IoStackLocation): Answer {
    const isLocked = (location.key & 0x100000) !== 0;
    return isLocked ? answerOf(STATUS_FILE_LOCK_CONFLICT) : super.answerRead(irp, location);
  }
}

export const keyBitLocksDriver = wdmDriverModule(KeyBitLocks);
