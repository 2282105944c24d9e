import type { Kernel } from '../kernel/kernel.ts';
import type { TrackedIrp } from '../verifier/recorder.ts';
import { HandleTable } from './handle-table.ts';
import { Namespace } from './namespace.ts';

/** The I/O manager's state: the kernel below it, names and handles. */
export class IoManager {
  readonly kernel: Kernel;
  readonly namespace = new Namespace();
  readonly handles = new HandleTable();
  /** Set when the calling thread waits for a request that nothing will complete. */
  callerBlocked = false;
  /** The record of the IRP sent last. */
  lastIrp: TrackedIrp | null = null;

  constructor(kernel: Kernel) {
    this.kernel = kernel;
  }

  /** As after a restart; the kernel is reset by its own `reset`. */
  reset(): void {
    this.namespace.reset();
    this.handles.reset();
    this.callerBlocked = false;
    this.lastIrp = null;
  }
}
