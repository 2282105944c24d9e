import { MAX_MESSAGES, Mailbox } from '../mailbox.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Takes one message more than may wait (Q1). */
class QueueTooLong extends Mailbox {
  protected override hasRoom(): boolean {
    return this.queue.length <= MAX_MESSAGES;
  }
}

export const queueTooLongDriver = wdmDriverModule(QueueTooLong);
