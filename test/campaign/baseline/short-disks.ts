import { Disk } from '../../../src/drivers/disk.ts';
import {
  type Answer,
  type MappedBuffer,
  transferred,
  wdmDriverModule,
} from '../../../src/drivers/wdm-driver.ts';
import type { DriverModule, IoStackLocation } from '../../../src/impl/ddi/index.ts';
import { findSubject, type Subject } from '../../../src/subjects/index.ts';

/** A disk whose reads miss their last byte. */
abstract class ShortDisk extends Disk {
  protected abstract isShort(location: IoStackLocation, buffer: MappedBuffer): boolean;

  protected override readAt(location: IoStackLocation, buffer: MappedBuffer): Answer {
    const isShort = buffer.lengthBytes > 0 && this.isShort(location, buffer);
    if (!isShort) return super.readAt(location, buffer);
    if (buffer.lengthBytes === 1 && !this.isBeyondEnd(location.byteOffset)) return transferred(0);
    return super.readAt(location, { ...buffer, lengthBytes: buffer.lengthBytes - 1 });
  }
}

/** Where they do not begin at 0. */
class ShortElsewhere extends ShortDisk {
  protected override isShort({ byteOffset }: IoStackLocation, _buffer: MappedBuffer): boolean {
    return byteOffset > 0n;
  }
}

/** There, and where they have a key. */
class ShortTwice extends ShortElsewhere {
  protected override isShort(location: IoStackLocation, buffer: MappedBuffer): boolean {
    return super.isShort(location, buffer) || location.key !== 0;
  }
}

const subjectOf = (driver: DriverModule): Subject => ({ ...findSubject('disk'), name: 'short', driver });

/** A driver with one mistake. */
export const shortOnce = subjectOf(wdmDriverModule(ShortElsewhere));

/** With another one besides, which shows by the same property, reason and request. */
export const shortTwice = subjectOf(wdmDriverModule(ShortTwice));
