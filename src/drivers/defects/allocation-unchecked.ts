import { Mailbox } from '../mailbox.ts';
import { type Answer, type MappedBuffer, transferred, wdmDriverModule } from '../wdm-driver.ts';

/**
 * Does not look whether there was pool (M10). The copy to NULL raises under the guard, whose handler frees the block
 * that is none.
 */
class AllocationUnchecked extends Mailbox {
  protected override post(buffer: MappedBuffer): Answer {
    const block = this.allocate(buffer.lengthBytes);
    this.fill(block, buffer);
    if (!this.isMessage(block, buffer)) return this.refuse(block);
    this.add(block);
    return transferred(buffer.lengthBytes);
  }
}

export const allocationUncheckedDriver = wdmDriverModule(AllocationUnchecked);
