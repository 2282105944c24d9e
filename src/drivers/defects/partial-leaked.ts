import { Mdl, NULL_VA, type Va } from '../../impl/ddi/index.ts';
import { NT_SUCCESS, STATUS_INSUFFICIENT_RESOURCES } from '../../nt/ntstatus.ts';
import { PAGE_SIZE } from '../../nt/page.ts';
import { type Pages, Partial } from '../partial.ts';
import { type Answer, answerOf, wdmDriverModule } from '../wdm-driver.ts';

/** Keeps the partial MDL where a page could not be mapped (R79). */
class PartialLeaked extends Partial {
  protected override transferPages(source: Va, pages: Pages): Answer {
    const { ddi } = this;
    const start = new Mdl(ddi.memory, source).virtualAddress;
    const partial = ddi.IoAllocateMdl(start, PAGE_SIZE, false, false, NULL_VA);
    if (partial === NULL_VA) return answerOf(STATUS_INSUFFICIENT_RESOURCES);
    const answer = this.transferEach(source, partial, start, pages);
    if (!NT_SUCCESS(answer.status)) return answer;
    ddi.IoFreeMdl(partial);
    return answer;
  }
}

export const partialLeakedDriver = wdmDriverModule(PartialLeaked);
