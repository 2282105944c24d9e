/** Largest value of an unsigned 32-bit number. */
export const MAX_ULONG = 2 ** 32 - 1;
