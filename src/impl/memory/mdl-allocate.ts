import { DRIVER_VERIFIER_DETECTED_VIOLATION } from '../../nt/bug-check.ts';
import { SIZE_OF } from '../../nt/layout.ts';
import {
  MDL_ALLOCATED_FIXED_SIZE,
  MDL_IO_SPACE,
  MDL_MAPPED_TO_SYSTEM_VA,
  MDL_PAGES_LOCKED,
  MDL_PARTIAL,
  MDL_PARTIAL_HAS_BEEN_MAPPED,
  MDL_SOURCE_IS_NONPAGED_POOL,
} from '../../nt/mdl.ts';
import { PAGE_MASK, PAGE_SHIFT, spanPages } from '../../nt/page.ts';
import { poolTag } from '../../nt/pool.ts';
import { Mdl } from './mdl.ts';
import { mmUnmapLockedPages } from './mdl-map.ts';
import type { MemoryManager } from './memory-manager.ts';
import { isPoolVa, NULL_VA, type Va, vaAdd } from './va.ts';

const MDL_TAG = poolTag('Mdl ');
/** Pages up to which an MDL has the fixed size of the lookaside list (R70). */
const FIXED_SIZE_PAGES = 23;
/** The largest transfer one MDL describes: 4 GiB less a page, from Windows 7 on (R70, bytes). */
const LARGEST_BYTES = 0xfffff000;

/** MmSizeOfMdl: bytes of an MDL for `lengthBytes` at `address` (R67, R68). */
export function mmSizeOfMdl(address: Va, lengthBytes: number): number {
  return SIZE_OF.MDL + 8 * spanPages(address & PAGE_MASK, lengthBytes);
}

/** MmInitializeMdl: the header alone; process, mapping and frames stay as they are (R69). */
export function mmInitializeMdl(mm: MemoryManager, mdl: Va, address: Va, lengthBytes: number): void {
  const view = new Mdl(mm.memory, mdl);
  view.next = NULL_VA;
  view.size = mmSizeOfMdl(address, lengthBytes) & 0xffff;
  view.mdlFlags = 0;
  view.startVa = (address & ~PAGE_MASK) as Va;
  view.byteOffset = address & PAGE_MASK;
  view.byteCount = lengthBytes;
}

/**
 * IoAllocateMdl without an IRP: allocates and initialises (R70). The buffer need not exist yet.
 * Returns NULL when pool is exhausted or the length exceeds what one MDL describes.
 */
export function ioAllocateMdl(mm: MemoryManager, address: Va, lengthBytes: number): Va {
  // A negative length is a huge ULONG.
  if (lengthBytes < 0 || lengthBytes > LARGEST_BYTES) return NULL_VA;
  const pages = spanPages(address & PAGE_MASK, lengthBytes);
  const fixed = pages <= FIXED_SIZE_PAGES;
  const mdl = mm.pool.allocate(SIZE_OF.MDL + 8 * (fixed ? FIXED_SIZE_PAGES : pages), MDL_TAG, false);
  if (mdl === NULL_VA) return NULL_VA;
  mmInitializeMdl(mm, mdl, address, lengthBytes);
  if (fixed) new Mdl(mm.memory, mdl).mdlFlags = MDL_ALLOCATED_FIXED_SIZE;
  return mdl;
}

/** MmPrepareMdlForReuse: unmaps a mapping of its own that a partial MDL made (R78). */
export function mmPrepareMdlForReuse(mm: MemoryManager, mdl: Va): void {
  const view = new Mdl(mm.memory, mdl);
  if ((view.mdlFlags & MDL_PARTIAL_HAS_BEEN_MAPPED) !== 0) mmUnmapLockedPages(mm, view.mappedSystemVa, mdl);
}

/**
 * IoFreeMdl: frees this MDL alone, not its chain, and unlocks nothing (R79). Stops the machine with 0xC4/0xB8 for
 * an MDL that is still mapped, 0xC4/0x13 for one that is free already, 0xC4/0x10 for what is none.
 */
export function ioFreeMdl(mm: MemoryManager, mdl: Va): void {
  if (mm.pool.isFreed(mdl)) {
    mm.bugCheck(DRIVER_VERIFIER_DETECTED_VIOLATION, [0x13, mdl], 'IoFreeMdl of an MDL that is free already');
  }
  mmPrepareMdlForReuse(mm, mdl);
  const view = new Mdl(mm.memory, mdl);
  const flags = view.mdlFlags;
  if (
    (flags & MDL_MAPPED_TO_SYSTEM_VA) !== 0 &&
    (flags & (MDL_PARTIAL | MDL_SOURCE_IS_NONPAGED_POOL)) === 0
  ) {
    mm.bugCheck(DRIVER_VERIFIER_DETECTED_VIOLATION, [0xb8, mdl], 'IoFreeMdl of an MDL that is still mapped');
  }
  if (mm.pool.free(mdl) !== 'freed') {
    mm.bugCheck(
      DRIVER_VERIFIER_DETECTED_VIOLATION,
      [0x10, mdl],
      'IoFreeMdl of memory that is no allocated MDL',
    );
  }
  mm.driverMdls.freed(mdl, 1);
}

/**
 * MmBuildMdlForNonPagedPool: fills in the frames of a pool buffer (R73). Such an MDL is never locked,
 * unlocked, mapped or unmapped.
 */
export function mmBuildMdlForNonPagedPool(mm: MemoryManager, mdl: Va): void {
  const view = new Mdl(mm.memory, mdl);
  const wrong =
    MDL_PAGES_LOCKED | MDL_MAPPED_TO_SYSTEM_VA | MDL_SOURCE_IS_NONPAGED_POOL | MDL_PARTIAL | MDL_IO_SPACE;
  if ((view.mdlFlags & wrong) !== 0 || !isPoolVa(view.startVa)) {
    mm.bugCheck(
      DRIVER_VERIFIER_DETECTED_VIOLATION,
      [0x7f, mdl],
      'MmBuildMdlForNonPagedPool of an MDL in use',
    );
  }
  view.process = NULL_VA;
  view.mappedSystemVa = view.virtualAddress;
  for (let page = 0; page < view.pages; page += 1) {
    const address = vaAdd(view.startVa, page << PAGE_SHIFT);
    mm.memory.position(address);
    view.setFrame(page, mm.memory.frameOf(address));
  }
  view.mdlFlags |= MDL_SOURCE_IS_NONPAGED_POOL;
}
