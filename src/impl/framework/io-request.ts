import { IO_NO_INCREMENT } from '../../nt/irp.ts';
import { type NTSTATUS, STATUS_SUCCESS } from '../../nt/ntstatus.ts';
import { type Ddi, type IoStackLocation, Irp, type Va } from '../ddi/index.ts';
import type { Result } from './result.ts';

/**
 * A request to a device: an IRP with the framework's view of it.
 *
 * Once it is completed it belongs to the I/O manager again, and neither the IRP nor its stack location may be
 * looked at (R57).
 */
export class IoRequest {
  protected readonly ddi: Ddi;
  readonly #irp: Irp;
  readonly #location: IoStackLocation;
  #status: NTSTATUS | null = null;

  constructor(ddi: Ddi, irp: Va) {
    this.ddi = ddi;
    this.#irp = new Irp(ddi.memory, irp);
    this.#location = this.#irp.currentStackLocation;
  }

  /** The IRP of the request. */
  irp(): Irp {
    return this.#irp;
  }

  /** The driver's own stack location. */
  stackLocation(): IoStackLocation {
    return this.#location;
  }

  /** The IRP_MJ_* code. */
  major(): number {
    return this.#location.majorFunction;
  }

  /** Whether `complete` was called. */
  get isCompleted(): boolean {
    return this.#status !== null;
  }

  /** IoStatus.Status as first completed; null before. */
  get completedStatus(): NTSTATUS | null {
    return this.#status;
  }

  /**
   * Completes the request: with success and this many bytes as Information, or with an error and 0.
   * To be called once; a second time is bug check 0x44, as on Windows (R56).
   */
  complete(result: Result<number>): void {
    const status = result.ok ? STATUS_SUCCESS : result.error.status;
    this.#status ??= status;
    this.#irp.status = status;
    this.#irp.information = result.ok ? result.value : 0;
    this.ddi.IoCompleteRequest(this.#irp.va, IO_NO_INCREMENT);
  }
}
