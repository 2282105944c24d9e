import type { Where } from './where.ts';

/** Which address of a caller's leads to memory: that of a buffer, or a pointer among its bytes by what it leads to. */
export type CallersAddress = 'buffer' | 'input' | 'output' | 'caller' | 'read-only';

/**
 * The first access of a request to a user's memory that neither the driver nor the I/O manager had probed, as far as the
 * kernel saw (R22, R41): a suspicion and no breach, since a driver may compare a range by hand.
 */
export interface UnprobedAccess extends Where {
  readonly address: CallersAddress;
}
