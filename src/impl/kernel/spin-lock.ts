import {
  DRIVER_VERIFIER_DETECTED_VIOLATION,
  SPIN_LOCK_ALREADY_OWNED,
  SPIN_LOCK_NOT_OWNED,
} from '../../nt/bug-check.ts';
import { DISPATCH_LEVEL } from '../../nt/irql.ts';
import { type Va, vaAdd } from '../memory/va.ts';
import { changeIrql, keLowerIrql } from './irql.ts';
import type { Kernel } from './kernel.ts';

/** What a KSPIN_LOCK holds: nothing else runs, so an owned one is always the caller's own. */
const FREE = 0;
const OWNED = 1;

/** KeInitializeSpinLock. The KSPIN_LOCK is 8 bytes of the driver's own nonpaged memory. */
export function keInitializeSpinLock(kernel: Kernel, lock: Va): void {
  store(kernel, lock, FREE);
  kernel.listener.lockMade(lock);
}

/**
 * KeAcquireSpinLock: raises to DISPATCH_LEVEL and returns the IRQL there was, as KeAcquireSpinLockRaiseToDpc does.
 * Stops the machine with 0x0F when the lock is not free: it would spin for ever.
 */
export function keAcquireSpinLock(kernel: Kernel, lock: Va): number {
  const { context } = kernel;
  const { irql } = context;
  changeIrql(kernel, DISPATCH_LEVEL);
  if (!holds(kernel, lock, FREE)) {
    const reason = context.heldSpinLocks.includes(lock)
      ? 'KeAcquireSpinLock of a spin lock that is held'
      : 'KeAcquireSpinLock of what is no initialised spin lock';
    kernel.bugCheck(SPIN_LOCK_ALREADY_OWNED, [lock], reason);
  }
  store(kernel, lock, OWNED);
  if (context.heldSpinLocks.length > 0) kernel.listener.lockAdded(lock, context.heldSpinLocks);
  context.heldSpinLocks.push(lock);
  kernel.recorder.spinLocks.acquired += 1;
  return irql;
}

/**
 * KeReleaseSpinLock: lowers to the IRQL that acquiring returned. Stops the machine with 0x10 for a lock that is not
 * held, 0xC4/0x32 at another IRQL than DISPATCH_LEVEL, 0xC4/0x31 for an IRQL above that.
 */
export function keReleaseSpinLock(kernel: Kernel, lock: Va, oldIrql: number): void {
  const { context } = kernel;
  const index = context.heldSpinLocks.indexOf(lock);
  if (index < 0 || !holds(kernel, lock, OWNED)) {
    kernel.bugCheck(SPIN_LOCK_NOT_OWNED, [lock], 'KeReleaseSpinLock of a spin lock that is not held');
  }
  if (context.irql !== DISPATCH_LEVEL) {
    kernel.bugCheck(
      DRIVER_VERIFIER_DETECTED_VIOLATION,
      [0x32, context.irql, lock],
      `KeReleaseSpinLock at IRQL ${context.irql}`,
    );
  }
  store(kernel, lock, FREE);
  context.heldSpinLocks.splice(index, 1);
  keLowerIrql(kernel, oldIrql);
}

function holds({ memory }: Kernel, lock: Va, value: number): boolean {
  return memory.readI32(lock) === value && memory.readI32(vaAdd(lock, 4)) === 0;
}

function store({ memory }: Kernel, lock: Va, value: number): void {
  memory.writeI32(lock, value);
  memory.writeI32(vaAdd(lock, 4), 0);
}
