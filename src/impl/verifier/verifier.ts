import type { Conditions } from '../../trace/conditions.ts';
import type { IoListener } from '../io/io-listener.ts';
import type { IoManager } from '../io/io-manager.ts';
import type { Irp } from '../io/irp.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { KernelListener } from '../kernel/kernel-listener.ts';
import type { Va } from '../memory/va.ts';
import type { TrackedIrp } from '../record/recorder.ts';
import { checkBuffers, stopOnViolation } from './check-buffers.ts';
import { DriverWatch } from './driver-watch.ts';
import { LockOrder } from './lock-order.ts';
import { unprobedOf } from './unprobed-memory.ts';

/** Looks on while drivers run, as Driver Verifier does: what is written beyond its ends, and what is touched too late. */
export class Verifier implements KernelListener, IoListener {
  readonly watch: DriverWatch;
  readonly #kernel: Kernel;
  readonly #lockOrder: LockOrder;

  constructor(kernel: Kernel) {
    const { memory, pool, recorder, context } = kernel;
    this.#kernel = kernel;
    this.watch = new DriverWatch(memory, pool, recorder, context);
    this.#lockOrder = new LockOrder(recorder, context);
  }

  restarted({ refetched }: Conditions): void {
    this.watch.reset(refetched);
    this.#lockOrder.reset();
  }

  dispatching(irp: Irp, request: TrackedIrp): void {
    const { nobodysPage } = this.#kernel;
    if (nobodysPage !== null) this.watch.expectNobodys(nobodysPage);
    // Sent on by a driver, it is still the same request.
    if (request.upper === null) this.watch.expectProbes(unprobedOf(this.#kernel, irp, request));
    this.watch.expectFetches(irp, request);
  }

  returned(request: TrackedIrp): void {
    if (this.#kernel.checksPool) this.#kernel.pool.check();
    // What was completed has been checked by then.
    if (request.completions === 0) checkBuffers(this.#kernel, request);
    else stopOnViolation(this.#kernel, request);
  }

  left(): void {
    this.watch.left();
  }

  completing(request: TrackedIrp): void {
    if (this.#kernel.checksPool) this.#kernel.pool.check();
    checkBuffers(this.#kernel, request);
  }

  completed(irp: Irp, request: TrackedIrp): void {
    this.watch.completed(irp, request);
  }

  reused(start: number, end: number): void {
    this.watch.reused(start, end);
    this.#lockOrder.forget(start, end);
  }

  lockMade(lock: Va): void {
    const position = this.#kernel.memory.position(lock);
    this.#lockOrder.forget(position, position + 1);
  }

  lockAdded(lock: Va, held: readonly Va[]): void {
    const { memory } = this.#kernel;
    this.#lockOrder.acquired(
      memory.position(lock),
      held.map((each) => memory.position(each)),
    );
  }

  probed(address: Va, lengthBytes: number): void {
    this.watch.probed(address, lengthBytes);
  }

  readLockedWritten(): void {
    this.watch.readLockedWritten();
  }
}

/** Has a new verifier listen to a kernel, and to its I/O manager if it has one. */
export function attachVerifier(kernel: Kernel, io: IoManager | null): Verifier {
  const verifier = new Verifier(kernel);
  kernel.listener = verifier;
  kernel.memory.watcher = verifier.watch;
  if (io !== null) io.listener = verifier;
  return verifier;
}
