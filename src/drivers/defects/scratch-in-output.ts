import { NULL_VA, type Va } from '../../impl/ddi/index.ts';
import { STATUS_INSUFFICIENT_RESOURCES } from '../../nt/ntstatus.ts';
import { POOL_FLAG_NON_PAGED, poolTag } from '../../nt/pool.ts';
import { Controls } from '../controls.ts';
import { type Answer, answerOf, wdmDriverModule } from '../wdm-driver.ts';

const TAG = poolTag('Scrt');

/** Notes in the caller's second buffer how large its block is, and goes by what it reads there (G3). */
class ScratchInOutput extends Controls {
  protected override give(address: Va, lengthBytes: number): Answer {
    if (lengthBytes === 0) return super.give(address, lengthBytes);
    const { ddi } = this;
    const size = Math.min(lengthBytes, 64);
    const block = ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, size, TAG);
    if (block === NULL_VA) return answerOf(STATUS_INSUFFICIENT_RESOURCES);
    ddi.memory.writeU8(address, size);
    ddi.memory.fill(block, 0, ddi.memory.readU8(address));
    ddi.ExFreePoolWithTag(block, TAG);
    return super.give(address, lengthBytes);
  }
}

export const scratchInOutputDriver = wdmDriverModule(ScratchInOutput);
