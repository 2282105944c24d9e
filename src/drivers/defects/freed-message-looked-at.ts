import { type IoStackLocation, type Irp, NULL_VA, type Va } from '../../impl/ddi/index.ts';
import { Mailbox } from '../mailbox.ts';
import { type Answer, wdmDriverModule } from '../wdm-driver.ts';

/** Looks at the last message it gave away when there is no other, though its block is freed by then (0x50). */
class FreedMessageLookedAt extends Mailbox {
  #last: Va = NULL_VA;

  protected override answerRead(irp: Irp, location: IoStackLocation): Answer {
    if (this.queue.length === 0 && this.#last !== NULL_VA) this.messageBytes(this.#last);
    return super.answerRead(irp, location);
  }

  protected override remove(block: Va): void {
    this.#last = block;
    super.remove(block);
  }
}

export const freedMessageLookedAtDriver = wdmDriverModule(FreedMessageLookedAt);
