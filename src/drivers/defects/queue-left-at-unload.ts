import { Mailbox } from '../mailbox.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Leaves the messages that still wait when it is unloaded (R17). */
class QueueLeftAtUnload extends Mailbox {
  protected override release(): void {}
}

export const queueLeftAtUnloadDriver = wdmDriverModule(QueueLeftAtUnload);
