import type { Va } from '../../impl/ddi/index.ts';
import { Mailbox } from '../mailbox.ts';
import { type Answer, type MappedBuffer, wdmDriverModule } from '../wdm-driver.ts';

/** Takes a message off the queue, which frees it, and then copies from it (G7). */
class FreedBeforeCopied extends Mailbox {
  protected override take(block: Va, buffer: MappedBuffer): Answer {
    const length = this.messageBytes(block);
    const size = Math.min(length, buffer.lengthBytes);
    this.remove(block);
    this.deliver(block, buffer, size);
    return { status: this.statusOf(size, length), information: size };
  }
}

export const freedBeforeCopiedDriver = wdmDriverModule(FreedBeforeCopied);
