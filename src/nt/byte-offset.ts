/**
 * Special values of a 64-bit ByteOffset (R0.4). File offsets are bigint in calls and models,
 * two 32-bit halves in simulated memory and decimal strings in JSON: exact everywhere.
 */
export const FILE_WRITE_TO_END_OF_FILE = -1n;
export const FILE_USE_FILE_POINTER_POSITION = -2n;

export const MAXLONGLONG = 0x7fffffffffffffffn;
export const MINLONGLONG = -0x8000000000000000n;
export const MAX_ULONGLONG = 0xffffffffffffffffn;
