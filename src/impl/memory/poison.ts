/**
 * Bytes that mark memory nobody has written. They lie above every data pattern (`HIGHEST_DATA_BYTE`), so that
 * a stale byte that reaches a caller is recognised.
 */

/** Pool that is free or freshly allocated without zeroing. */
export const POOL_POISON = 0xfa;
/** The same on a machine that runs under the other poison: what differs between the two was never written. */
export const OTHER_POOL_POISON = 0xfd;
