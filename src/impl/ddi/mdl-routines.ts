import type { DdiTable } from './table.ts';

const NAMES: readonly (keyof DdiTable)[] = [
  'IoAllocateMdl',
  'IoFreeMdl',
  'IoBuildPartialMdl',
  'MmProbeAndLockPages',
  'MmUnlockPages',
  'MmBuildMdlForNonPagedPool',
  'MmMapLockedPagesSpecifyCache',
  'MmGetSystemAddressForMdlSafe',
  'MmUnmapLockedPages',
  'MmAdvanceMdl',
  'MmPrepareMdlForReuse',
];

/** The routines that work on MDLs (R70 to R80): a driver's calls of them are counted. */
export const MDL_ROUTINES: ReadonlySet<string> = new Set(NAMES);
