import type { Conditions } from '../../trace/conditions.ts';
import type { Va } from '../memory/va.ts';
import type { TrackedIrp } from '../record/recorder.ts';

/** Is told of what the kernel does with drivers and memory. Where it says so, it may stop the machine. */
export interface KernelListener {
  /** The machine begins anew. */
  restarted(conditions: Conditions): void;
  /** A routine that was called for a request has returned; may stop the machine. */
  returned(request: TrackedIrp): void;
  /** The outermost routine of a driver has returned, or was left by an exception. */
  left(): void;
  /** Positions of pool, `end` exclusive, hold something else from now on. */
  reused(start: number, end: number): void;
  /** A driver has probed a range of user memory, or locked its pages with UserMode (R22, R71). */
  probed(address: Va, lengthBytes: number): void;
  /** A spin lock is initialised: what was known of one at its address is of another. */
  lockMade(lock: Va): void;
  /** A spin lock is acquired while others are held. */
  lockAdded(lock: Va, held: readonly Va[]): void;
  /** Something was written through an MDL whose pages are locked for reading (R83). */
  readLockedWritten(): void;
}

/** Of a kernel that nobody looks at. */
export const NO_KERNEL_LISTENER: KernelListener = {
  restarted: () => {},
  returned: () => {},
  left: () => {},
  reused: () => {},
  probed: () => {},
  lockMade: () => {},
  lockAdded: () => {},
  readLockedWritten: () => {},
};
