import type { NTSTATUS } from '../../nt/ntstatus.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { NULL_VA, type Va } from '../memory/va.ts';
import { HandleTable } from './handle-table.ts';
import { type IoListener, NO_IO_LISTENER } from './io-listener.ts';
import { Namespace } from './namespace.ts';
import { ThreadIrps } from './thread-irps.ts';

/** What loading a driver gave: its object, or NULL with the status of what failed. */
export interface LoadedDriver {
  readonly status: NTSTATUS;
  readonly driver: Va;
}

/** The I/O manager's state: the kernel below it, names and handles. */
export class IoManager {
  readonly kernel: Kernel;
  readonly namespace = new Namespace();
  readonly handles = new HandleTable();
  /** The IRPs of the calling thread that are under way. */
  readonly threadIrps = new ThreadIrps();
  /** Who is told of what becomes of IRPs. */
  listener: IoListener = NO_IO_LISTENER;
  /** The drivers that are loaded, by the addresses of their objects, oldest first. */
  drivers: Map<Va, LoadedDriver> = new Map();
  /** The object of the driver that only passes IRPs on to the one under test, NULL for none. */
  filter = NULL_VA;
  /** Set when the calling thread waits for a request that nothing will complete. */
  callerBlocked = false;

  constructor(kernel: Kernel) {
    this.kernel = kernel;
  }

  /**
   * As after a restart; the kernel is reset by its own `reset`. Maps are made anew: V8 links the table that a map has
   * outgrown or cleared to its next one, and once one of them is old, all that follow it grow old too.
   */
  reset(): void {
    this.namespace.reset();
    this.handles.reset();
    this.threadIrps.reset();
    this.drivers = new Map();
    this.filter = NULL_VA;
    this.callerBlocked = false;
  }
}
