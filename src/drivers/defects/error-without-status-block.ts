import { Irp, type Va } from '../../impl/ddi/index.ts';
import { type NTSTATUS, STATUS_END_OF_FILE, STATUS_SUCCESS } from '../../nt/ntstatus.ts';
import { WdmArticle } from '../wdm-article.ts';
import { answerOf, wdmDriverModule } from '../wdm-driver.ts';

/** Completes a read that finds nothing with an error and returns success, so that nobody writes the status block (R49). */
class ErrorWithoutStatusBlock extends WdmArticle {
  protected override read(irpVa: Va): NTSTATUS {
    const irp = new Irp(this.ddi.memory, irpVa);
    const answer = this.answerRead(irp, irp.currentStackLocation);
    this.complete(irpVa, answer.information > 0 ? answer : answerOf(STATUS_END_OF_FILE));
    return STATUS_SUCCESS;
  }
}

export const errorWithoutStatusBlockDriver = wdmDriverModule(ErrorWithoutStatusBlock);
