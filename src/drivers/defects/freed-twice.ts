import type { Va } from '../../impl/ddi/index.ts';
import { Mailbox } from '../mailbox.ts';
import { type Answer, type MappedBuffer, wdmDriverModule } from '../wdm-driver.ts';

/** Frees a message that has been read, although taking it off the queue did (0xC2). */
class FreedTwice extends Mailbox {
  protected override take(block: Va, buffer: MappedBuffer): Answer {
    const answer = super.take(block, buffer);
    this.free(block);
    return answer;
  }
}

export const freedTwiceDriver = wdmDriverModule(FreedTwice);
