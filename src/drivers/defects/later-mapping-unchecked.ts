import type { Va } from '../../impl/ddi/index.ts';
import { NULL_VA } from '../../impl/ddi/index.ts';
import { NormalPagePriority } from '../../nt/mdl.ts';
import { STATUS_INSUFFICIENT_RESOURCES } from '../../nt/ntstatus.ts';
import { type Pages, Partial } from '../partial.ts';
import { type Answer, answerOf, transferred, wdmDriverModule } from '../wdm-driver.ts';

/** Looks whether the first page could be mapped, and not whether the others could (R75). */
class LaterMappingUnchecked extends Partial {
  protected override transferPage(source: Va, partial: Va, address: Va, done: number, pages: Pages): Answer {
    const lengthBytes = this.bytesOnPage(address, pages.sizeBytes - done);
    this.describePage(source, partial, address, lengthBytes);
    const mapped = this.ddi.MmGetSystemAddressForMdlSafe(partial, NormalPagePriority);
    if (mapped === NULL_VA && done === 0) return answerOf(STATUS_INSUFFICIENT_RESOURCES);
    pages.copy(mapped, done, lengthBytes);
    this.reuse(partial);
    return transferred(done + lengthBytes);
  }
}

export const laterMappingUncheckedDriver = wdmDriverModule(LaterMappingUnchecked);
