import { Mdl, NULL_VA, type Va } from '../../impl/ddi/index.ts';
import { SIZE_OF } from '../../nt/layout.ts';
import { NormalPagePriority } from '../../nt/mdl.ts';
import { STATUS_INSUFFICIENT_RESOURCES } from '../../nt/ntstatus.ts';
import { POOL_FLAG_NON_PAGED, poolTag } from '../../nt/pool.ts';
import { type Pages, Partial } from '../partial.ts';
import { type Answer, answerOf, transferred, wdmDriverModule } from '../wdm-driver.ts';

const TAG = poolTag('Part');
const FRAME_NUMBER_BYTES = 8;

/** Describes the whole transfer at once, in an MDL with room for one frame number (R77; 0x40). */
class PartialTooSmall extends Partial {
  protected override transferPages(source: Va, pages: Pages): Answer {
    const { ddi } = this;
    const start = new Mdl(ddi.memory, source).virtualAddress;
    const partial = ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, SIZE_OF.MDL + FRAME_NUMBER_BYTES, TAG);
    if (partial === NULL_VA) return answerOf(STATUS_INSUFFICIENT_RESOURCES);
    ddi.IoBuildPartialMdl(source, partial, start, pages.sizeBytes);
    const mapped = ddi.MmGetSystemAddressForMdlSafe(partial, NormalPagePriority);
    if (mapped !== NULL_VA) pages.copy(mapped, 0, pages.sizeBytes);
    this.reuse(partial);
    ddi.ExFreePoolWithTag(partial, TAG);
    return mapped === NULL_VA ? answerOf(STATUS_INSUFFICIENT_RESOURCES) : transferred(pages.sizeBytes);
  }
}

export const partialTooSmallDriver = wdmDriverModule(PartialTooSmall);
