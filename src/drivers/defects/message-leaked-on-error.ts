import type { Va } from '../../impl/ddi/index.ts';
import { STATUS_INVALID_PARAMETER } from '../../nt/ntstatus.ts';
import { Mailbox } from '../mailbox.ts';
import { type Answer, answerOf, wdmDriverModule } from '../wdm-driver.ts';

/** Forgets the block of what turns out to be no message (G12). */
class MessageLeakedOnError extends Mailbox {
  protected override refuse(_block: Va): Answer {
    return answerOf(STATUS_INVALID_PARAMETER);
  }
}

export const messageLeakedOnErrorDriver = wdmDriverModule(MessageLeakedOnError);
