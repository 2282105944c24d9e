import { DRIVER_PAGE_FAULT_IN_FREED_SPECIAL_POOL } from '../../nt/bug-check.ts';
import type { MemoryManager } from './memory-manager.ts';
import type { Va } from './va.ts';

/**
 * Stops the machine, as special pool does, where a routine is given an MDL that was freed: what its memory holds by then
 * says nothing of the MDL that it was.
 */
export function refuseFreedMdl(mm: MemoryManager, mdl: Va, routine: string): void {
  if (mm.pool.isFreed(mdl))
    mm.bugCheck(DRIVER_PAGE_FAULT_IN_FREED_SPECIAL_POOL, [mdl, 0], `${routine} of an MDL that was freed`);
}
