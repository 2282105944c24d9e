import {
  DRIVER_VERIFIER_DETECTED_VIOLATION,
  NO_MORE_SYSTEM_PTES,
  PFN_LIST_CORRUPT,
} from '../../nt/bug-check.ts';
import {
  MDL_FREE_EXTRA_PTES,
  MDL_MAPPED_TO_SYSTEM_VA,
  MDL_MAPPING_CAN_FAIL,
  MDL_PAGES_LOCKED,
  MDL_PARTIAL,
  MDL_PARTIAL_HAS_BEEN_MAPPED,
  MDL_SOURCE_IS_NONPAGED_POOL,
  MdlMappingNoWrite,
  NormalPagePriority,
} from '../../nt/mdl.ts';
import { PAGE_MASK, PAGE_SHIFT } from '../../nt/page.ts';
import { refuseFreedMdl } from './freed-mdl.ts';
import { Mdl } from './mdl.ts';
import type { MemoryManager } from './memory-manager.ts';
import { NULL_VA, type Va, vaAdd } from './va.ts';

/**
 * MmMapLockedPagesSpecifyCache into system space: the MDL's frames at consecutive addresses, at the
 * buffer's own offset in its page (R74).
 *
 * Returns NULL when no system PTEs are left or the fault plan says so; with `bugCheckOnFailure` and without
 * MDL_MAPPING_CAN_FAIL it stops the machine instead. With MdlMappingNoWrite in `priority` it may be read alone. An MDL that is mapped or describes nonpaged pool is
 * 0xC4/0xB2, one that is not locked 0xC4/0xB3.
 */
export function mmMapLockedPages(
  mm: MemoryManager,
  mdl: Va,
  bugCheckOnFailure: boolean,
  priority: number = NormalPagePriority,
): Va {
  refuseFreedMdl(mm, mdl, 'mapping');
  const { memory } = mm;
  const view = new Mdl(memory, mdl);
  const flags = view.mdlFlags;
  if ((flags & MDL_SOURCE_IS_NONPAGED_POOL) !== 0) {
    mm.bugCheck(DRIVER_VERIFIER_DETECTED_VIOLATION, [0xb2, mdl], 'mapping of an MDL for nonpaged pool');
  }
  if ((flags & MDL_MAPPED_TO_SYSTEM_VA) !== 0) {
    mm.bugCheck(DRIVER_VERIFIER_DETECTED_VIOLATION, [0xb2, mdl], 'mapping of an MDL that is mapped');
  }
  if ((flags & (MDL_PAGES_LOCKED | MDL_PARTIAL)) === 0) {
    mm.bugCheck(DRIVER_VERIFIER_DETECTED_VIOLATION, [0xb3, mdl], 'mapping of an MDL that is not locked');
  }
  const pages = view.pages;
  for (let page = 0; page < pages; page += 1) {
    if (view.frame(page) >= memory.frameCount) {
      mm.bugCheck(
        PFN_LIST_CORRUPT,
        [0x7, view.frame(page)],
        'mapping of an MDL that names a frame there is none of',
      );
    }
  }
  const base = mm.faults.strikes('system-mapping') ? NULL_VA : mm.systemPtes.reserve(pages);
  if (base === NULL_VA) {
    if (bugCheckOnFailure && (flags & MDL_MAPPING_CAN_FAIL) === 0) {
      mm.bugCheck(NO_MORE_SYSTEM_PTES, [0, pages], 'no system PTEs left for a mapping that must not fail');
    }
    return NULL_VA;
  }
  const noWrite = (priority & MdlMappingNoWrite) !== 0;
  for (let page = 0; page < pages; page += 1) {
    const frame = view.frame(page);
    const at = vaAdd(base, page << PAGE_SHIFT);
    if (mm.frameLocks[frame] === 0) mm.strayFrames.reached(frame);
    if (noWrite) memory.mapPage(at, frame, false);
    else if (mm.isReadLocked(frame)) memory.mapReadLocked(at, frame);
    else memory.mapPage(at, frame, true);
  }
  const address = vaAdd(base, view.byteOffset);
  view.mappedSystemVa = address;
  view.mdlFlags =
    flags | MDL_MAPPED_TO_SYSTEM_VA | ((flags & MDL_PARTIAL) !== 0 ? MDL_PARTIAL_HAS_BEEN_MAPPED : 0);
  return address;
}

/** MmGetSystemAddressForMdlSafe: the mapping there is, or a new one; NULL when it fails (R75). */
export function mmGetSystemAddressForMdlSafe(
  mm: MemoryManager,
  mdl: Va,
  priority: number = NormalPagePriority,
): Va {
  refuseFreedMdl(mm, mdl, 'MmGetSystemAddressForMdlSafe');
  const view = new Mdl(mm.memory, mdl);
  if ((view.mdlFlags & (MDL_MAPPED_TO_SYSTEM_VA | MDL_SOURCE_IS_NONPAGED_POOL)) !== 0)
    return view.mappedSystemVa;
  return mmMapLockedPages(mm, mdl, false, priority);
}

/**
 * MmUnmapLockedPages: releases exactly the system mapping of this MDL (R76).
 * Stops the machine with 0xC4/0xB6 (0xB5 for a partial MDL) when there is none at this address.
 */
export function mmUnmapLockedPages(mm: MemoryManager, base: Va, mdl: Va): void {
  refuseFreedMdl(mm, mdl, 'MmUnmapLockedPages');
  const view = new Mdl(mm.memory, mdl);
  const flags = view.mdlFlags;
  if ((flags & MDL_SOURCE_IS_NONPAGED_POOL) !== 0) {
    mm.bugCheck(
      DRIVER_VERIFIER_DETECTED_VIOLATION,
      [0x7d, mdl],
      'MmUnmapLockedPages of an MDL for nonpaged pool',
    );
  }
  const partial = (flags & MDL_PARTIAL) !== 0;
  const own = partial ? (flags & MDL_PARTIAL_HAS_BEEN_MAPPED) !== 0 : (flags & MDL_MAPPED_TO_SYSTEM_VA) !== 0;
  if (!own || base !== view.mappedSystemVa) {
    const parameter = partial ? 0xb5 : 0xb6;
    mm.bugCheck(
      DRIVER_VERIFIER_DETECTED_VIOLATION,
      [parameter, mdl],
      'MmUnmapLockedPages of what is not mapped',
    );
  }
  mm.systemPtes.release((base & ~PAGE_MASK) as Va, view.pages);
  view.mdlFlags = flags & ~(MDL_MAPPED_TO_SYSTEM_VA | MDL_PARTIAL_HAS_BEEN_MAPPED | MDL_FREE_EXTRA_PTES);
}
