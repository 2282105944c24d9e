import type { Ddi, DriverObject, Va } from '../impl/ddi/index.ts';
import type { NTSTATUS } from '../nt/ntstatus.ts';
import { POOL_FLAG_NON_PAGED, poolTag } from '../nt/pool.ts';
import type { Answer } from './wdm-driver.ts';
import { Zero } from './zero.ts';

const TAG = poolTag('Scra');
const SCRATCH_BYTES = 16;

/** Notes a number in a block of pool, and does not look whether there was any. */
export function noteInPool(ddi: Ddi, number: number): void {
  const scratch = ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, SCRATCH_BYTES, TAG);
  ddi.memory.writeI32(scratch, number);
  ddi.ExFreePoolWithTag(scratch, TAG);
}

/** Notes each request of one kind in a block of its own, and does not look whether there was pool for it (M10). */
export abstract class ScratchUnchecked extends Zero {
  protected abstract readonly major: number;
  /** What it answers such a request. */
  protected abstract readonly answer: Answer;

  protected override setRoutines(driver: DriverObject): void {
    super.setRoutines(driver);
    this.setRoutine(driver, this.major, (irp) => this.note(irp));
  }

  private note(irp: Va): NTSTATUS {
    noteInPool(this.ddi, this.major);
    return this.complete(irp, this.answer);
  }
}
