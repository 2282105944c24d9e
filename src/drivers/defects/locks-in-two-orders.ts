import { type IoStackLocation, vaAdd } from '../../impl/ddi/index.ts';
import { Disk } from '../disk.ts';
import { type Answer, type MappedBuffer, wdmDriverModule } from '../wdm-driver.ts';

/** Where the lock of the statistics lies in the device extension, bytes. It is free when it is zero. */
const STATISTICS_LOCK = 8;

/** Reads take the lock of the statistics around that of the disk, and writes the other way round (0xC4/0x1001). */
class LocksInTwoOrders extends Disk {
  protected override readonly extensionBytes: number = 16;

  protected override readAt(location: IoStackLocation, buffer: MappedBuffer): Answer {
    return this.counted(() => super.readAt(location, buffer));
  }

  protected override copyIn(start: bigint, buffer: MappedBuffer): Answer {
    return this.counted(() => super.copyIn(start, buffer));
  }

  protected counted(action: () => Answer): Answer {
    const lock = vaAdd(this.extension, STATISTICS_LOCK);
    const irql = this.ddi.KeAcquireSpinLock(lock);
    const answer = action();
    this.ddi.KeReleaseSpinLock(lock, irql);
    return answer;
  }
}

export const locksInTwoOrdersDriver = wdmDriverModule(LocksInTwoOrders);
