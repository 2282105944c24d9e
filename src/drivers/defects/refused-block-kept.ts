import type { Va } from '../../impl/ddi/index.ts';
import { STATUS_INVALID_PARAMETER } from '../../nt/ntstatus.ts';
import { Mailbox } from '../mailbox.ts';
import { type Answer, answerOf, wdmDriverModule } from '../wdm-driver.ts';

/** Keeps the blocks of what turns out to be no message until it is unloaded. */
class RefusedBlockKept extends Mailbox {
  readonly #refused: Va[] = [];

  protected override refuse(block: Va): Answer {
    this.#refused.push(block);
    return answerOf(STATUS_INVALID_PARAMETER);
  }

  protected override release(): void {
    super.release();
    for (const block of this.#refused.splice(0)) this.free(block);
  }
}

export const refusedBlockKeptDriver = wdmDriverModule(RefusedBlockKept);
