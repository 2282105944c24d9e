import type { IoStackLocation, Irp } from '../../impl/ddi/index.ts';
import { type Answer, transferred, wdmDriverModule } from '../wdm-driver.ts';
import { Zero } from '../zero.ts';

/** Claims all bytes of a read whose buffer could not be mapped (R39, R75). */
class ReadClaimedUnmapped extends Zero {
  protected override answerRead(irp: Irp, location: IoStackLocation): Answer {
    const isUnmapped = this.mode !== 'neither' && this.bufferOf(irp, location) === null;
    return isUnmapped ? transferred(location.length) : super.answerRead(irp, location);
  }
}

export const readClaimedUnmappedDriver = wdmDriverModule(ReadClaimedUnmapped);
