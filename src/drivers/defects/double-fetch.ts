import { NULL_VA } from '../../impl/ddi/index.ts';
import { STATUS_INSUFFICIENT_RESOURCES } from '../../nt/ntstatus.ts';
import { Mailbox, PREFIX_BYTES } from '../mailbox.ts';
import { type Answer, answerOf, type MappedBuffer, transferred, wdmDriverModule } from '../wdm-driver.ts';

/** Looks at a message's length where the caller can change it, and fetches it again to copy the message (G3). */
class DoubleFetch extends Mailbox {
  protected override post(buffer: MappedBuffer): Answer {
    const block = this.allocate(buffer.lengthBytes);
    if (block === NULL_VA) return answerOf(STATUS_INSUFFICIENT_RESOURCES);
    if (!this.isMessage(buffer.address, buffer)) return this.refuse(block);
    this.fill(block, { ...buffer, lengthBytes: PREFIX_BYTES + this.messageBytes(buffer.address) });
    this.add(block);
    return transferred(buffer.lengthBytes);
  }
}

export const doubleFetchDriver = wdmDriverModule(DoubleFetch);
