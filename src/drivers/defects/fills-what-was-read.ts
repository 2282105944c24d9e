import type { IoStackLocation, Irp } from '../../impl/ddi/index.ts';
import { NT_SUCCESS } from '../../nt/ntstatus.ts';
import { type Answer, transferred, wdmDriverModule } from '../wdm-driver.ts';
import { Zero } from '../zero.ts';

/** Probes the caller's buffer and reads from each of its pages under a guard, and fills it behind the guard (R41). */
class FillsWhatWasRead extends Zero {
  protected override answerRead(irp: Irp, location: IoStackLocation): Answer {
    if (this.mode !== 'neither') return super.answerRead(irp, location);
    const { length } = location;
    const probed = this.guarded(() => {
      this.probeForWrite(irp.userBuffer, length);
      this.touch(irp.userBuffer, length);
      return transferred(length);
    });
    return NT_SUCCESS(probed.status) ? this.fill({ address: irp.userBuffer, lengthBytes: length }) : probed;
  }
}

export const fillsWhatWasReadDriver = wdmDriverModule(FillsWhatWasRead);
