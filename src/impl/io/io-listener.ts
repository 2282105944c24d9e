import type { TrackedIrp } from '../record/recorder.ts';
import type { Irp } from './irp.ts';

/** Is told of what becomes of IRPs. Where it says so, it may stop the machine. */
export interface IoListener {
  /** A driver is about to be called for an IRP. */
  dispatching(irp: Irp, request: TrackedIrp): void;
  /** A driver completes an IRP, and nothing has been done about it; may stop the machine. */
  completing(request: TrackedIrp): void;
  /** The first phase of completion is over: the IRP is the I/O manager's again (R57). */
  completed(irp: Irp, request: TrackedIrp): void;
}

/** Of an I/O manager that nobody looks at. */
export const NO_IO_LISTENER: IoListener = {
  dispatching: () => {},
  completing: () => {},
  completed: () => {},
};
