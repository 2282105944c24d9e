import { type IoStackLocation, type Irp, NULL_VA, RaisedException, type Va } from '../impl/ddi/index.ts';
import { UserMode } from '../nt/irql.ts';
import { NormalPagePriority } from '../nt/mdl.ts';
import { NT_SUCCESS, type NTSTATUS, STATUS_INSUFFICIENT_RESOURCES, STATUS_SUCCESS } from '../nt/ntstatus.ts';
import { type Answer, answerOf, type MappedBuffer, WdmDriver } from './wdm-driver.ts';

/** An attempt to lock pages: an MDL if it succeeded. */
export interface LockedPages {
  readonly status: NTSTATUS;
  readonly mdl: Va;
}

/**
 * A WDM driver that, in neither mode, locks the caller's pages before it uses them (R41, R71): nothing is
 * transferred unless the whole buffer can be accessed.
 */
export abstract class LockingDriver extends WdmDriver {
  /** Locks user pages; `operation` is IoReadAccess or IoWriteAccess. What the lock raises is the status. */
  protected lockPages(address: Va, lengthBytes: number, operation: number): LockedPages {
    const { ddi } = this;
    const mdl = ddi.IoAllocateMdl(address, lengthBytes, false, false, NULL_VA);
    if (mdl === NULL_VA) return { status: STATUS_INSUFFICIENT_RESOURCES, mdl };
    try {
      ddi.MmProbeAndLockPages(mdl, UserMode, operation);
    } catch (error) {
      if (!this.isExpected(error)) throw error;
      ddi.IoFreeMdl(mdl);
      return { status: error.status, mdl: NULL_VA };
    }
    return { status: STATUS_SUCCESS, mdl };
  }

  /** Whether locking pages may raise it: any status may come (R71). */
  protected isExpected(error: unknown): error is RaisedException {
    return error instanceof RaisedException;
  }

  /** Unlocks what `lockPages` locked; a mapping of it goes too (R72). */
  protected unlockPages(mdl: Va): void {
    this.ddi.MmUnlockPages(mdl);
    this.ddi.IoFreeMdl(mdl);
  }

  /** What `use` answers with the request's buffer at a system address, in every mode. */
  protected withBuffer(
    irp: Irp,
    location: IoStackLocation,
    operation: number,
    use: (buffer: MappedBuffer) => Answer,
  ): Answer {
    if (this.mode === 'neither' && location.length > 0) {
      return this.withUserBuffer(irp.userBuffer, location.length, operation, use);
    }
    const buffer = this.bufferOf(irp, location);
    return buffer === null ? answerOf(STATUS_INSUFFICIENT_RESOURCES) : use(buffer);
  }

  protected withUserBuffer(
    userBuffer: Va,
    lengthBytes: number,
    operation: number,
    use: (buffer: MappedBuffer) => Answer,
  ): Answer {
    const { status, mdl } = this.lockPages(userBuffer, lengthBytes, operation);
    if (!NT_SUCCESS(status)) return answerOf(status);
    const address = this.ddi.MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority);
    const answer =
      address === NULL_VA ? answerOf(STATUS_INSUFFICIENT_RESOURCES) : use({ address, lengthBytes });
    this.unlockPages(mdl);
    return answer;
  }
}
