import { type IoStackLocation, type Irp, NULL_VA, type Va } from '../../impl/ddi/index.ts';
import { STATUS_INSUFFICIENT_RESOURCES } from '../../nt/ntstatus.ts';
import { Mailbox } from '../mailbox.ts';
import { type Answer, answerOf, wdmDriverModule } from '../wdm-driver.ts';

const RECORD_BYTES = 16;

/** Keeps a record of each read, and frees them all when it is unloaded. */
class ReadBlockKept extends Mailbox {
  readonly #records: Va[] = [];

  protected override answerRead(irp: Irp, location: IoStackLocation): Answer {
    const record = this.allocate(RECORD_BYTES);
    if (record === NULL_VA) return answerOf(STATUS_INSUFFICIENT_RESOURCES);
    this.#records.push(record);
    return super.answerRead(irp, location);
  }

  protected override release(): void {
    super.release();
    for (const record of this.#records.splice(0)) this.free(record);
  }
}

export const readBlockKeptDriver = wdmDriverModule(ReadBlockKept);
