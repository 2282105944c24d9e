import type { IoStackLocation, Irp, Va } from '../../impl/ddi/index.ts';
import { NT_SUCCESS } from '../../nt/ntstatus.ts';
import { type Answer, transferred, wdmDriverModule } from '../wdm-driver.ts';
import { Zero } from '../zero.ts';

/** Looks at the caller's buffer under a guard, and fills it behind the guard (R41). */
export class FillsAfterGuard extends Zero {
  protected override answerRead(irp: Irp, location: IoStackLocation): Answer {
    if (this.mode !== 'neither') return super.answerRead(irp, location);
    const [address, lengthBytes] = [irp.userBuffer, location.length];
    const looked = this.guarded(() => {
      this.look(address, lengthBytes);
      return transferred(lengthBytes);
    });
    return NT_SUCCESS(looked.status) ? this.fill({ address, lengthBytes }) : looked;
  }

  protected look(address: Va, lengthBytes: number): void {
    this.probeForWrite(address, lengthBytes);
  }
}

export const fillsAfterGuardDriver = wdmDriverModule(FillsAfterGuard);
