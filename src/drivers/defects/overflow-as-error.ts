import { type NTSTATUS, STATUS_BUFFER_TOO_SMALL, STATUS_SUCCESS } from '../../nt/ntstatus.ts';
import { Mailbox } from '../mailbox.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Answers a read that gets a part of a message with an error, for which nothing is copied back (R0.1, R46). */
class OverflowAsError extends Mailbox {
  protected override statusOf(sizeBytes: number, messageBytes: number): NTSTATUS {
    return sizeBytes < messageBytes ? STATUS_BUFFER_TOO_SMALL : STATUS_SUCCESS;
  }
}

export const overflowAsErrorDriver = wdmDriverModule(OverflowAsError);
