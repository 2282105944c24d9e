import { DISPATCH_LEVEL, HIGH_LEVEL } from '../../../nt/irql.ts';
import type { IoManager } from '../../io/io-manager.ts';
import { keAcquireSpinLock, keInitializeSpinLock, keReleaseSpinLock } from '../../kernel/spin-lock.ts';
import type { Va } from '../../memory/va.ts';
import { row } from '../row.ts';
import { irql, irqlResult, NOTHING, pointer } from '../signature.ts';

/** Spin locks. */
export const SPIN_LOCK_ROWS = {
  /** A KSPIN_LOCK is 8 bytes of the driver's own nonpaged memory. */
  KeInitializeSpinLock: row({
    reach: { exports: ['KeInitializeSpinLock'], alsoInlined: true },
    irql: HIGH_LEVEL,
    parameters: [pointer('lock', 'KSPIN_LOCK')],
    result: NOTHING,
    rules: [],
    call: (io: IoManager, lock: Va): void => keInitializeSpinLock(io.kernel, lock),
  }),
  /** Raises to DISPATCH_LEVEL and returns the IRQL there was, which Windows stores in `*OldIrql`. */
  KeAcquireSpinLock: row({
    reach: { exports: ['KeAcquireSpinLockRaiseToDpc'] },
    irql: DISPATCH_LEVEL,
    parameters: [pointer('lock', 'KSPIN_LOCK')],
    result: irqlResult('OldIrql'),
    rules: [],
    above: 0x42,
    call: (io: IoManager, lock: Va): number => keAcquireSpinLock(io.kernel, lock),
  }),
  /** Lowers to the IRQL that acquiring returned. 0x10 for a lock that is not held. */
  KeReleaseSpinLock: row({
    reach: { exports: ['KeReleaseSpinLock'] },
    irql: [DISPATCH_LEVEL, DISPATCH_LEVEL],
    parameters: [pointer('lock', 'KSPIN_LOCK'), irql('oldIrql')],
    result: NOTHING,
    rules: ['W4'],
    told: 'oldIrql',
    call: (io: IoManager, lock: Va, oldIrql: number): void => keReleaseSpinLock(io.kernel, lock, oldIrql),
  }),
} as const;
