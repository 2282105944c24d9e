import { type IoStackLocation, type Irp, NULL_VA } from '../../impl/ddi/index.ts';
import { STATUS_INSUFFICIENT_RESOURCES } from '../../nt/ntstatus.ts';
import { POOL_FLAG_NON_PAGED, poolTag } from '../../nt/pool.ts';
import { type Answer, answerOf, wdmDriverModule } from '../wdm-driver.ts';
import { Zero } from '../zero.ts';

const TAG = poolTag('Pair');
const BLOCK_BYTES = 32;

/** Answers a write with two blocks at hand, and keeps the first where there is none for the second (M10). */
class FirstBlockLeaked extends Zero {
  protected override answerWrite(irp: Irp, location: IoStackLocation): Answer {
    const { ddi } = this;
    const first = ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, BLOCK_BYTES, TAG);
    if (first === NULL_VA) return answerOf(STATUS_INSUFFICIENT_RESOURCES);
    const second = ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, BLOCK_BYTES, TAG);
    if (second === NULL_VA) return answerOf(STATUS_INSUFFICIENT_RESOURCES);
    const answer = super.answerWrite(irp, location);
    ddi.ExFreePoolWithTag(second, TAG);
    ddi.ExFreePoolWithTag(first, TAG);
    return answer;
  }
}

export const firstBlockLeakedDriver = wdmDriverModule(FirstBlockLeaked);
