import type { IoStackLocation } from '../../impl/ddi/index.ts';
import { Disk } from '../disk.ts';
import { type Answer, type MappedBuffer, wdmDriverModule } from '../wdm-driver.ts';

/** Leaves it to the I/O manager to move the position with a read (R28). */
class PositionNotSet extends Disk {
  protected override readAt(location: IoStackLocation, buffer: MappedBuffer): Answer {
    this.lock();
    const answer = this.copyOut(location.byteOffset, buffer);
    this.unlock();
    return answer;
  }
}

export const positionNotSetDriver = wdmDriverModule(PositionNotSet);
