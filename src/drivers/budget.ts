import { FileObject, type IoStackLocation, Irp, NULL_VA, type Va, vaAdd } from '../impl/ddi/index.ts';
import {
  NT_SUCCESS,
  type NTSTATUS,
  STATUS_BUFFER_TOO_SMALL,
  STATUS_FILE_CLOSED,
  STATUS_INFO_LENGTH_MISMATCH,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_DEVICE_REQUEST,
  STATUS_QUOTA_EXCEEDED,
  STATUS_SUCCESS,
} from '../nt/ntstatus.ts';
import { POOL_FLAG_NON_PAGED, poolTag } from '../nt/pool.ts';
import { IOCTL_ALL_UNITS, IOCTL_OWN_UNITS, IOCTL_RESERVE } from './control-codes.ts';
import { ControlDriver } from './control-driver.ts';
import { type Answer, answerOf, transferred, wdmDriverModule } from './wdm-driver.ts';

const TAG = poolTag('Bdgt');

/** What there is for all opens together, and what one may have of it, units. */
const BUDGET_UNITS = 5;
const OPEN_UNITS = 4;
const UNITS_BYTES = 4;
/** What is reserved with: the units in one byte, and 3 that mean nothing. */
const REQUEST_BYTES = 4;

/** The context of an open: the status that its requests get, and its units. */
const STATUS_OFFSET = 0;
const OWN_OFFSET = 4;
const CONTEXT_BYTES = 8;

/** The extension of the device: a KSPIN_LOCK, how many opens there are, the units of all, and how often one was refused. */
const OPENS_OFFSET = 8;
const TOTAL_OFFSET = 12;
const REFUSED_OFFSET = 16;
const EXTENSION_BYTES = 24;
const TOTALS_BYTES = 12;

/**
 * A budget that the opens of a device share: each reserves units for itself, which are counted in its FsContext, and in
 * the device's extension with those of all. IRP_MJ_CLEANUP gives them back, the context lives until IRP_MJ_CLOSE;
 * requests may still come in between (R13) and are then refused.
 */
export class Budget extends ControlDriver {
  protected override readonly extensionBytes = EXTENSION_BYTES;

  protected override createDevice(driver: Va): NTSTATUS {
    const status = super.createDevice(driver);
    if (NT_SUCCESS(status)) this.ddi.KeInitializeSpinLock(this.extension);
    return status;
  }

  protected override create(irpVa: Va): NTSTATUS {
    const context = this.ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, CONTEXT_BYTES, TAG);
    if (context === NULL_VA) return this.complete(irpVa, answerOf(STATUS_INSUFFICIENT_RESOURCES));
    this.keepContext(this.fileOf(irpVa), context);
    this.locked(() => this.add(OPENS_OFFSET, 1));
    return this.complete(irpVa, transferred(0));
  }

  protected keepContext(file: FileObject, context: Va): void {
    file.fsContext = context;
  }

  protected override cleanup(irpVa: Va): NTSTATUS {
    const { memory } = this.ddi;
    const { fsContext } = this.fileOf(irpVa);
    this.locked(() => {
      memory.writeI32(vaAdd(fsContext, STATUS_OFFSET), STATUS_FILE_CLOSED);
      this.add(TOTAL_OFFSET, -memory.readI32(vaAdd(fsContext, OWN_OFFSET)));
      return this.add(OPENS_OFFSET, -1);
    });
    return this.complete(irpVa, transferred(0));
  }

  protected override close(irpVa: Va): NTSTATUS {
    const file = this.fileOf(irpVa);
    this.ddi.ExFreePoolWithTag(file.fsContext, TAG);
    file.fsContext = NULL_VA;
    return this.complete(irpVa, transferred(0));
  }

  protected override answerControl(irp: Irp, location: IoStackLocation): Answer {
    switch (location.ioControlCode) {
      case IOCTL_RESERVE:
        return this.reserve(irp, location);
      case IOCTL_OWN_UNITS:
        return this.giveOwn(irp, location);
      case IOCTL_ALL_UNITS:
        return this.giveAll(irp, location);
      default:
        return answerOf(STATUS_INVALID_DEVICE_REQUEST);
    }
  }

  /** What is refused is counted, for whatever reason (Q3). */
  protected reserve(irp: Irp, location: IoStackLocation): Answer {
    const status = this.statusOf(irp, location);
    if (!NT_SUCCESS(status)) this.countRefusal();
    return answerOf(status);
  }

  protected countRefusal(): void {
    this.locked(() => this.add(REFUSED_OFFSET, 1));
  }

  protected statusOf({ systemBuffer }: Irp, location: IoStackLocation): NTSTATUS {
    if (location.inputBufferLength < REQUEST_BYTES) return STATUS_INFO_LENGTH_MISMATCH;
    const units = this.ddi.memory.readU8(systemBuffer);
    const context = this.contextOf(location);
    return this.locked(() => this.take(context, units));
  }

  /** The budget first; what the open may not have of it is given back. */
  protected take(context: Va, units: number): NTSTATUS {
    const { memory } = this.ddi;
    const status = memory.readI32(vaAdd(context, STATUS_OFFSET));
    if (!NT_SUCCESS(status)) return status;
    const total = this.add(TOTAL_OFFSET, units);
    const address = vaAdd(context, OWN_OFFSET);
    const own = memory.readI32(address) + units;
    if (total > BUDGET_UNITS || own > OPEN_UNITS) {
      this.add(TOTAL_OFFSET, -units);
      return STATUS_QUOTA_EXCEEDED;
    }
    memory.writeI32(address, own);
    return STATUS_SUCCESS;
  }

  protected giveOwn({ systemBuffer }: Irp, location: IoStackLocation): Answer {
    const { memory } = this.ddi;
    if (location.outputBufferLength < UNITS_BYTES) return answerOf(STATUS_BUFFER_TOO_SMALL);
    memory.writeI32(systemBuffer, memory.readI32(vaAdd(this.contextToShow(location), OWN_OFFSET)));
    return transferred(UNITS_BYTES);
  }

  protected contextToShow(location: IoStackLocation): Va {
    return this.contextOf(location);
  }

  protected giveAll({ systemBuffer }: Irp, location: IoStackLocation): Answer {
    const { memory } = this.ddi;
    if (location.outputBufferLength < TOTALS_BYTES) return answerOf(STATUS_BUFFER_TOO_SMALL);
    this.locked(() => memory.copy(systemBuffer, vaAdd(this.extension, OPENS_OFFSET), TOTALS_BYTES));
    return transferred(TOTALS_BYTES);
  }

  protected contextOf(location: IoStackLocation): Va {
    return new FileObject(this.ddi.memory, location.fileObject).fsContext;
  }

  protected fileOf(irpVa: Va): FileObject {
    const { memory } = this.ddi;
    return new FileObject(memory, new Irp(memory, irpVa).currentStackLocation.fileObject);
  }

  /** Adds to a count of the extension, as an unsigned 32-bit number; what it is then. */
  protected add(offset: number, amount: number): number {
    const { memory } = this.ddi;
    const address = vaAdd(this.extension, offset);
    memory.writeI32(address, memory.readI32(address) + amount);
    return memory.readI32(address) >>> 0;
  }

  /** What `action` comes to while no other request is at the counts. */
  protected locked<Result>(action: () => Result): Result {
    const { ddi } = this;
    const oldIrql = ddi.KeAcquireSpinLock(this.extension);
    const result = action();
    ddi.KeReleaseSpinLock(this.extension, oldIrql);
    return result;
  }
}

export const budgetDriver = wdmDriverModule(Budget);
