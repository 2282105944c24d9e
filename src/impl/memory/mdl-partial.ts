import {
  DRIVER_VERIFIER_DETECTED_VIOLATION,
  INVALID_MDL_RANGE,
  TARGET_MDL_TOO_SMALL,
} from '../../nt/bug-check.ts';
import { SIZE_OF } from '../../nt/layout.ts';
import {
  MDL_ALLOCATED_FIXED_SIZE,
  MDL_IO_PAGE_READ,
  MDL_IO_SPACE,
  MDL_MAPPED_TO_SYSTEM_VA,
  MDL_PAGES_LOCKED,
  MDL_PARTIAL,
  MDL_PARTIAL_HAS_BEEN_MAPPED,
  MDL_SOURCE_IS_NONPAGED_POOL,
  MDL_WRITE_OPERATION,
} from '../../nt/mdl.ts';
import { type NTSTATUS, STATUS_INVALID_PARAMETER_2, STATUS_SUCCESS } from '../../nt/ntstatus.ts';
import { PAGE_MASK, PAGE_SHIFT, spanPages } from '../../nt/page.ts';
import { refuseFreedMdl } from './freed-mdl.ts';
import { Mdl } from './mdl.ts';
import type { MemoryManager } from './memory-manager.ts';
import { NULL_VA, type Va, vaAdd } from './va.ts';

/** Flags a partial MDL takes over from its source (R77). */
const INHERITED = MDL_IO_PAGE_READ | MDL_SOURCE_IS_NONPAGED_POOL | MDL_MAPPED_TO_SYSTEM_VA | MDL_IO_SPACE;

/** Flags of MDLs whose frame numbers are filled in. */
const DESCRIBES_FRAMES = MDL_PAGES_LOCKED | MDL_SOURCE_IS_NONPAGED_POOL | MDL_PARTIAL;

/**
 * IoBuildPartialMdl: makes `target` describe part of what `source` describes (R77).
 *
 * @param lengthBytes zero stands for the rest of the source from `address`
 * Stops the machine with 0x12E for a range outside the source, 0x40 for a target with too few pages, 0xC4/0xB3
 * for a source that describes no frames.
 */
export function ioBuildPartialMdl(
  mm: MemoryManager,
  source: Va,
  target: Va,
  address: Va,
  lengthBytes: number,
): void {
  refuseFreedMdl(mm, source, 'IoBuildPartialMdl');
  refuseFreedMdl(mm, target, 'IoBuildPartialMdl');
  const from = new Mdl(mm.memory, source);
  const to = new Mdl(mm.memory, target);
  if ((from.mdlFlags & DESCRIBES_FRAMES) === 0) {
    mm.bugCheck(
      DRIVER_VERIFIER_DETECTED_VIOLATION,
      [0xb3, source],
      'IoBuildPartialMdl of an MDL that is not locked',
    );
  }
  const skipped = address - from.virtualAddress;
  const length = lengthBytes === 0 ? from.byteCount - skipped : lengthBytes;
  if (skipped < 0 || length <= 0 || skipped + length > from.byteCount) {
    mm.bugCheck(
      INVALID_MDL_RANGE,
      [source, skipped, length],
      'IoBuildPartialMdl of a range outside its source',
    );
  }
  const byteOffset = address & PAGE_MASK;
  const pages = spanPages(byteOffset, length);
  const capacity = (mm.pool.sizeOf(target) || to.size) - SIZE_OF.MDL;
  if (pages * 8 > capacity) {
    mm.bugCheck(
      TARGET_MDL_TOO_SMALL,
      [source, target, pages],
      'IoBuildPartialMdl into an MDL with too few pages',
    );
  }
  to.startVa = (address & ~PAGE_MASK) as Va;
  to.byteOffset = byteOffset;
  to.byteCount = length;
  to.process = from.process;
  to.mdlFlags = (to.mdlFlags & MDL_ALLOCATED_FIXED_SIZE) | (from.mdlFlags & INHERITED) | MDL_PARTIAL;
  to.mappedSystemVa = (from.mdlFlags & INHERITED) === 0 ? NULL_VA : vaAdd(from.mappedSystemVa, skipped);
  const firstPage = (to.startVa - from.startVa) >>> PAGE_SHIFT;
  for (let page = 0; page < pages; page += 1) to.setFrame(page, from.frame(firstPage + page));
}

/**
 * MmAdvanceMdl: gives up the first `bytes` bytes; pages wholly passed are unlocked (R80).
 * Returns STATUS_INVALID_PARAMETER_2 when there are fewer.
 */
export function mmAdvanceMdl(mm: MemoryManager, mdl: Va, bytes: number): NTSTATUS {
  const view = new Mdl(mm.memory, mdl);
  if (bytes > view.byteCount) return STATUS_INVALID_PARAMETER_2;
  const flags = view.mdlFlags;
  if ((flags & DESCRIBES_FRAMES) === 0) {
    mm.bugCheck(
      DRIVER_VERIFIER_DETECTED_VIOLATION,
      [0xb3, mdl],
      'MmAdvanceMdl of an MDL that describes no frames',
    );
  }
  const pagesBefore = view.pages;
  const passed = (view.byteOffset + bytes) >>> PAGE_SHIFT;
  const locked = (flags & MDL_PAGES_LOCKED) !== 0;
  const write = (flags & MDL_WRITE_OPERATION) !== 0;
  if (locked) for (let page = 0; page < passed; page += 1) mm.unlockFrame(view.frame(page), write);
  if ((flags & (MDL_MAPPED_TO_SYSTEM_VA | MDL_SOURCE_IS_NONPAGED_POOL)) !== 0) {
    const ownMapping =
      (flags & MDL_PARTIAL_HAS_BEEN_MAPPED) !== 0 || (locked && (flags & MDL_MAPPED_TO_SYSTEM_VA) !== 0);
    if (ownMapping && passed > 0)
      mm.systemPtes.releaseFront((view.mappedSystemVa & ~PAGE_MASK) as Va, passed);
    view.mappedSystemVa = vaAdd(view.mappedSystemVa, bytes);
  }
  const start = vaAdd(view.virtualAddress, bytes);
  view.startVa = (start & ~PAGE_MASK) as Va;
  view.byteOffset = start & PAGE_MASK;
  view.byteCount -= bytes;
  for (let page = passed; page < pagesBefore; page += 1) view.setFrame(page - passed, view.frame(page));
  return STATUS_SUCCESS;
}
