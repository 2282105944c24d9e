import type { IoStackLocation } from '../../impl/ddi/index.ts';
import { NT_SUCCESS } from '../../nt/ntstatus.ts';
import { Disk } from '../disk.ts';
import { type Answer, type MappedBuffer, wdmDriverModule } from '../wdm-driver.ts';

/** Releases the spin lock for a write that fails, and then once more (0x10, SPIN_LOCK_NOT_OWNED). */
class ReleasedTwice extends Disk {
  protected override writeAt(location: IoStackLocation, buffer: MappedBuffer): Answer {
    this.lock();
    const start = this.resolve(location.byteOffset);
    const answer = this.copyIn(start, buffer);
    if (!NT_SUCCESS(answer.status)) this.unlock();
    this.extend(start, answer);
    this.unlock();
    this.advance(location, start, answer);
    return answer;
  }
}

export const releasedTwiceDriver = wdmDriverModule(ReleasedTwice);
