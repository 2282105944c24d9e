import { NULL_VA } from '../../impl/ddi/index.ts';
import { Mailbox } from '../mailbox.ts';
import { type Answer, type MappedBuffer, transferred, wdmDriverModule } from '../wdm-driver.ts';

/** Drops a message that there is no pool for, and says that it was taken (Q2, R46). */
class MessageDropped extends Mailbox {
  protected override post(buffer: MappedBuffer): Answer {
    const block = this.allocate(buffer.lengthBytes);
    if (block === NULL_VA) return transferred(buffer.lengthBytes);
    this.fill(block, buffer);
    if (!this.isMessage(block, buffer)) return this.refuse(block);
    this.add(block);
    return transferred(buffer.lengthBytes);
  }
}

export const messageDroppedDriver = wdmDriverModule(MessageDropped);
