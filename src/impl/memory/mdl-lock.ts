import { DRIVER_VERIFIER_DETECTED_VIOLATION, PROCESS_HAS_LOCKED_PAGES } from '../../nt/bug-check.ts';
import { UserMode } from '../../nt/irql.ts';
import {
  IoReadAccess,
  MDL_IO_SPACE,
  MDL_MAPPED_TO_SYSTEM_VA,
  MDL_PAGES_LOCKED,
  MDL_PARTIAL,
  MDL_SOURCE_IS_NONPAGED_POOL,
  MDL_WRITE_OPERATION,
} from '../../nt/mdl.ts';
import { STATUS_ACCESS_VIOLATION } from '../../nt/ntstatus.ts';
import { PAGE_SHIFT } from '../../nt/page.ts';
import { AccessViolation, RaisedException } from './exceptions.ts';
import { refuseFreedMdl } from './freed-mdl.ts';
import { Mdl } from './mdl.ts';
import { mmUnmapLockedPages } from './mdl-map.ts';
import type { MemoryManager } from './memory-manager.ts';
import { isUserRange, touchPages } from './probe.ts';
import { isUserVa, NULL_VA, UNMAPPED_KERNEL_BASE, type Va, vaAdd } from './va.ts';

/** The process object of the caller, which no driver may look into. */
const CALLING_PROCESS = UNMAPPED_KERNEL_BASE;

/**
 * MmProbeAndLockPages: checks access to every page, locks the frames and records them (R71). Stops the machine
 * with 0xC4/0xB0 for an MDL that is in use, describes nonpaged pool or is empty.
 *
 * @param mode UserMode also checks that the range lies in user space
 * @param operation IoReadAccess, IoWriteAccess or IoModifyAccess; all but the first probe for writing
 * @throws AccessViolation for a page without the access, RaisedException where the fault plan says so; the MDL is then
 *   unchanged
 */
export function mmProbeAndLockPages(mm: MemoryManager, mdl: Va, mode: number, operation: number): void {
  refuseFreedMdl(mm, mdl, 'MmProbeAndLockPages');
  const { memory } = mm;
  const view = new Mdl(memory, mdl);
  const flags = view.mdlFlags;
  const start = view.virtualAddress;
  const lengthBytes = view.byteCount;
  const busy =
    MDL_PAGES_LOCKED | MDL_MAPPED_TO_SYSTEM_VA | MDL_SOURCE_IS_NONPAGED_POOL | MDL_PARTIAL | MDL_IO_SPACE;
  if ((flags & busy) !== 0 || lengthBytes === 0) {
    mm.bugCheck(
      DRIVER_VERIFIER_DETECTED_VIOLATION,
      [0xb0, mdl],
      'MmProbeAndLockPages of an MDL in use or empty',
    );
  }
  const write = operation !== IoReadAccess;
  const raised = mm.faults.raises('page-locking');
  if (raised === STATUS_ACCESS_VIOLATION) throw new AccessViolation(start, write);
  if (raised !== null) throw new RaisedException(raised);
  if (mode === UserMode && !isUserRange(start, lengthBytes)) throw new AccessViolation(start, write);
  touchPages(memory, start, lengthBytes, false);
  if (write && isUserVa(start)) touchPages(memory, start, lengthBytes, true);
  const first = view.startVa;
  const pages = view.pages;
  for (let page = 0; page < pages; page += 1) {
    const frame = memory.frameOf(vaAdd(first, page << PAGE_SHIFT));
    mm.lockFrame(frame, write);
    view.setFrame(page, frame);
  }
  view.process = isUserVa(start) ? CALLING_PROCESS : NULL_VA;
  view.mdlFlags = (flags & ~MDL_WRITE_OPERATION) | MDL_PAGES_LOCKED | (write ? MDL_WRITE_OPERATION : 0);
}

/**
 * MmUnlockPages: unmaps a system mapping first, then unlocks every frame (R72). Stops the machine with 0x76 for an
 * MDL that is no longer locked, 0xC4/0x7C for one that never was, 0x7D or 0xB4 for one that never can be.
 */
export function mmUnlockPages(mm: MemoryManager, mdl: Va): void {
  refuseFreedMdl(mm, mdl, 'MmUnlockPages');
  const view = new Mdl(mm.memory, mdl);
  const flags = view.mdlFlags;
  if ((flags & MDL_SOURCE_IS_NONPAGED_POOL) !== 0) {
    mm.bugCheck(DRIVER_VERIFIER_DETECTED_VIOLATION, [0x7d, mdl], 'MmUnlockPages of an MDL for nonpaged pool');
  }
  if ((flags & MDL_PARTIAL) !== 0) {
    mm.bugCheck(DRIVER_VERIFIER_DETECTED_VIOLATION, [0xb4, mdl], 'MmUnlockPages of a partial MDL');
  }
  if ((flags & MDL_PAGES_LOCKED) === 0) failUnlock(mm, view);
  if ((flags & MDL_MAPPED_TO_SYSTEM_VA) !== 0) mmUnmapLockedPages(mm, view.mappedSystemVa, mdl);
  const pages = view.pages;
  const write = (flags & MDL_WRITE_OPERATION) !== 0;
  for (let page = 0; page < pages; page += 1) mm.unlockFrame(view.frame(page), write);
  view.mdlFlags &= ~(MDL_PAGES_LOCKED | MDL_IO_SPACE);
  mm.driverMdls.unlocked(mdl);
}

/** Unlocking leaves the frame numbers as they are; an MDL that names no frame was never locked. */
function failUnlock(mm: MemoryManager, view: Mdl): never {
  if (view.frame(0) >= mm.memory.frameCount) {
    return mm.bugCheck(
      DRIVER_VERIFIER_DETECTED_VIOLATION,
      [0x7c, view.va],
      'MmUnlockPages of an MDL whose pages were never locked',
    );
  }
  return mm.bugCheck(
    PROCESS_HAS_LOCKED_PAGES,
    [1, view.va],
    'MmUnlockPages of an MDL whose pages are no longer locked',
  );
}
