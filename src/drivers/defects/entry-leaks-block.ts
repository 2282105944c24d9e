import { NULL_VA, type Va } from '../../impl/ddi/index.ts';
import { type NTSTATUS, STATUS_INSUFFICIENT_RESOURCES, STATUS_SUCCESS } from '../../nt/ntstatus.ts';
import { POOL_FLAG_NON_PAGED, poolTag } from '../../nt/pool.ts';
import { wdmDriverModule } from '../wdm-driver.ts';
import { Zero } from '../zero.ts';

const TAG = poolTag('Two ');
const BLOCK_BYTES = 32;

/** Allocates two blocks while it is loaded, and keeps the first where there is none for the second (R17). */
class EntryLeaksBlock extends Zero {
  private readonly blocks: Va[] = [];

  protected override initialize(): NTSTATUS {
    for (let index = 0; index < 2; index += 1) {
      const block = this.ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, BLOCK_BYTES, TAG);
      if (block === NULL_VA) return STATUS_INSUFFICIENT_RESOURCES;
      this.blocks.push(block);
    }
    return STATUS_SUCCESS;
  }

  protected override release(): void {
    for (const block of this.blocks) this.ddi.ExFreePoolWithTag(block, TAG);
  }
}

export const entryLeaksBlockDriver = wdmDriverModule(EntryLeaksBlock);
