/** MDL flags (R0.3). */
export const MDL_MAPPED_TO_SYSTEM_VA = 0x1;
export const MDL_PAGES_LOCKED = 0x2;
export const MDL_SOURCE_IS_NONPAGED_POOL = 0x4;
export const MDL_ALLOCATED_FIXED_SIZE = 0x8;
export const MDL_PARTIAL = 0x10;
export const MDL_PARTIAL_HAS_BEEN_MAPPED = 0x20;
export const MDL_IO_PAGE_READ = 0x40;
export const MDL_WRITE_OPERATION = 0x80;
export const MDL_FREE_EXTRA_PTES = 0x200;
export const MDL_IO_SPACE = 0x800;
export const MDL_MAPPING_CAN_FAIL = 0x2000;

/** LOCK_OPERATION of MmProbeAndLockPages (R71). */
export const IoReadAccess = 0;
export const IoWriteAccess = 1;
export const IoModifyAccess = 2;

/** MEMORY_CACHING_TYPE. */
export const MmCached = 1;

/** MM_PAGE_PRIORITY. */
export const LowPagePriority = 0;
export const NormalPagePriority = 16;
export const HighPagePriority = 32;
/** With a priority: the mapping may be read alone. */
export const MdlMappingNoWrite = 0x80000000;
