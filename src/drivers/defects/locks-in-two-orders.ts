import type { Va } from '../../impl/ddi/index.ts';
import { type IoStackLocation, vaAdd } from '../../impl/ddi/index.ts';
import { NT_SUCCESS, type NTSTATUS } from '../../nt/ntstatus.ts';
import { Disk } from '../disk.ts';
import { type Answer, type MappedBuffer, wdmDriverModule } from '../wdm-driver.ts';

/** Where the second spin lock lies in the device extension, bytes. */
const STATISTICS_LOCK = 8;

/** Reads take the lock of the statistics around that of the disk, and writes the other way round (0xC4/0x1001). */
class LocksInTwoOrders extends Disk {
  protected override readonly extensionBytes: number = 16;

  protected override readAt(location: IoStackLocation, buffer: MappedBuffer): Answer {
    const { ddi } = this;
    const lock = vaAdd(this.extension, STATISTICS_LOCK);
    const irql = ddi.KeAcquireSpinLock(lock);
    const answer = super.readAt(location, buffer);
    ddi.KeReleaseSpinLock(lock, irql);
    return answer;
  }

  protected override copyIn(start: bigint, buffer: MappedBuffer): Answer {
    const { ddi } = this;
    const lock = vaAdd(this.extension, STATISTICS_LOCK);
    const irql = ddi.KeAcquireSpinLock(lock);
    const answer = super.copyIn(start, buffer);
    ddi.KeReleaseSpinLock(lock, irql);
    return answer;
  }

  protected override createDevice(driver: Va): NTSTATUS {
    const status = super.createDevice(driver);
    if (NT_SUCCESS(status)) this.ddi.KeInitializeSpinLock(vaAdd(this.extension, STATISTICS_LOCK));
    return status;
  }
}

export const locksInTwoOrdersDriver = wdmDriverModule(LocksInTwoOrders);
