import { FileObject, type IoStackLocation, Irp, NULL_VA, type Va, vaAdd } from '../impl/ddi/index.ts';
import { IoReadAccess, IoWriteAccess } from '../nt/mdl.ts';
import {
  NT_SUCCESS,
  type NTSTATUS,
  STATUS_FILE_CLOSED,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_PARAMETER,
} from '../nt/ntstatus.ts';
import { POOL_FLAG_NON_PAGED, poolTag } from '../nt/pool.ts';
import { LockingDriver } from './locking-driver.ts';
import { type Answer, answerOf, type MappedBuffer, transferred, wdmDriverModule } from './wdm-driver.ts';

const TAG = poolTag('PerF');
/** Bytes that an open keeps. */
const SCRATCH_BYTES = 64;
/** The context of an open: the status that its requests get, then its bytes. */
const STATUS_OFFSET = 0;
const SCRATCH_OFFSET = 8;
const CONTEXT_BYTES = SCRATCH_OFFSET + SCRATCH_BYTES;

/**
 * Every open keeps 64 bytes of its own: writes at offsets 0 to 64 replace them as far as there are any, reads give
 * them back. They live in pool from IRP_MJ_CREATE to IRP_MJ_CLOSE; requests may still come after IRP_MJ_CLEANUP
 * (R13) and are then refused.
 */
export class PerFile extends LockingDriver {
  protected override create(irpVa: Va): NTSTATUS {
    const context = this.allocateContext();
    if (context === NULL_VA) return this.complete(irpVa, answerOf(STATUS_INSUFFICIENT_RESOURCES));
    this.fileOf(irpVa).fsContext = context;
    return this.complete(irpVa, transferred(0));
  }

  protected override cleanup(irpVa: Va): NTSTATUS {
    this.refuseRequests(this.fileOf(irpVa).fsContext);
    return this.complete(irpVa, transferred(0));
  }

  protected override close(irpVa: Va): NTSTATUS {
    this.freeContext(this.fileOf(irpVa));
    return this.complete(irpVa, transferred(0));
  }

  protected override answerRead(irp: Irp, location: IoStackLocation): Answer {
    const context = this.contextOf(location);
    const status = this.validate(context, location.byteOffset);
    if (!NT_SUCCESS(status)) return answerOf(status);
    const scratch = this.scratchAt(context, Number(location.byteOffset));
    return this.withBuffer(irp, location, IoWriteAccess, (buffer) =>
      this.readScratch(scratch, location, buffer),
    );
  }

  protected override answerWrite(irp: Irp, location: IoStackLocation): Answer {
    const context = this.contextOf(location);
    const status = this.validate(context, location.byteOffset);
    if (!NT_SUCCESS(status)) return answerOf(status);
    const scratch = this.scratchAt(context, Number(location.byteOffset));
    return this.withBuffer(irp, location, IoReadAccess, (buffer) =>
      this.writeScratch(scratch, location, buffer),
    );
  }

  /** Zero bytes and STATUS_SUCCESS. */
  protected allocateContext(): Va {
    return this.ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, CONTEXT_BYTES, TAG);
  }

  protected freeContext(file: FileObject): void {
    this.ddi.ExFreePoolWithTag(file.fsContext, TAG);
    file.fsContext = NULL_VA;
  }

  protected refuseRequests(context: Va): void {
    this.ddi.memory.writeI32(vaAdd(context, STATUS_OFFSET), STATUS_FILE_CLOSED);
  }

  protected fileOf(irpVa: Va): FileObject {
    const { memory } = this.ddi;
    return new FileObject(memory, new Irp(memory, irpVa).currentStackLocation.fileObject);
  }

  protected contextOf(location: IoStackLocation): Va {
    return new FileObject(this.ddi.memory, location.fileObject).fsContext;
  }

  protected validate(context: Va, offset: bigint): NTSTATUS {
    if (offset < 0n || offset > BigInt(SCRATCH_BYTES)) return STATUS_INVALID_PARAMETER;
    return this.ddi.memory.readI32(vaAdd(context, STATUS_OFFSET));
  }

  protected readScratch(scratch: Va, { byteOffset }: IoStackLocation, buffer: MappedBuffer): Answer {
    const size = this.clamp(Number(byteOffset), buffer.lengthBytes);
    this.ddi.memory.copy(buffer.address, scratch, size);
    return transferred(size);
  }

  protected writeScratch(scratch: Va, { byteOffset }: IoStackLocation, buffer: MappedBuffer): Answer {
    const size = this.clamp(Number(byteOffset), buffer.lengthBytes);
    this.ddi.memory.copy(scratch, buffer.address, size);
    return transferred(size);
  }

  protected scratchAt(context: Va, offset: number): Va {
    return vaAdd(context, SCRATCH_OFFSET + offset);
  }

  /** As many of the bytes from `offset` on as there are. */
  protected clamp(offset: number, lengthBytes: number): number {
    return Math.min(lengthBytes, SCRATCH_BYTES - offset);
  }
}

export const perFileDriver = wdmDriverModule(PerFile);
