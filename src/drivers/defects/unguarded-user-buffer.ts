import { Mailbox } from '../mailbox.ts';
import { type Answer, wdmDriverModule } from '../wdm-driver.ts';

/** Accesses the caller's memory without a guard (R41). */
class UnguardedUserBuffer extends Mailbox {
  protected override guarded(action: () => Answer): Answer {
    return action();
  }
}

export const unguardedUserBufferDriver = wdmDriverModule(UnguardedUserBuffer);
