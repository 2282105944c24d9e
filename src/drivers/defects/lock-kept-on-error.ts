import type { IoStackLocation } from '../../impl/ddi/index.ts';
import { NT_SUCCESS } from '../../nt/ntstatus.ts';
import { Disk } from '../disk.ts';
import { type Answer, type MappedBuffer, wdmDriverModule } from '../wdm-driver.ts';

/** Returns from a read beyond the end of the disk while it still holds the spin lock (R57a). */
class LockKeptOnError extends Disk {
  protected override readAt(location: IoStackLocation, buffer: MappedBuffer): Answer {
    const { byteOffset } = location;
    this.lock();
    const answer = this.copyOut(byteOffset, buffer);
    if (!NT_SUCCESS(answer.status)) return answer;
    this.unlock();
    this.advance(location, byteOffset, answer);
    return answer;
  }
}

export const lockKeptOnErrorDriver = wdmDriverModule(LockKeptOnError);
