import type { Va } from '../../impl/ddi/index.ts';
import { Mailbox } from '../mailbox.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Queues messages at the head of the list instead of its tail (Q2). */
class LastInFirstOut extends Mailbox {
  protected override add(block: Va): void {
    this.queue.unshift(block);
  }
}

export const lastInFirstOutDriver = wdmDriverModule(LastInFirstOut);
