import { type IoStackLocation, type Irp, Mdl, NULL_VA, type Va, vaAdd } from '../impl/ddi/index.ts';
import { NormalPagePriority } from '../nt/mdl.ts';
import {
  type NTSTATUS,
  STATUS_BUFFER_TOO_SMALL,
  STATUS_END_OF_FILE,
  STATUS_INFO_LENGTH_MISMATCH,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_DEVICE_REQUEST,
  STATUS_SUCCESS,
} from '../nt/ntstatus.ts';
import { POOL_FLAG_NON_PAGED, poolTag } from '../nt/pool.ts';
import { IOCTL_DOWNLOAD } from './control-codes.ts';
import { ControlDriver } from './control-driver.ts';
import { type Answer, answerOf, transferred, wdmDriverModule } from './wdm-driver.ts';

const TAG = poolTag('Down');
/** Bytes of the table. */
const TABLE_BYTES = 512;
/** The table counts from 1 to this, and from 1 again. */
const HIGHEST_BYTE = 239;
/** How long a range is and where it begins, 4 bytes each. */
const HEADER_BYTES = 8;

/**
 * Gives ranges of a table by METHOD_OUT_DIRECT: a header in the SystemBuffer says which, what it has of them goes to
 * where the MDL leads.
 */
class Download extends ControlDriver {
  protected table: Va = NULL_VA;

  protected override initialize(): NTSTATUS {
    this.table = this.ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, TABLE_BYTES, TAG);
    if (this.table === NULL_VA) return STATUS_INSUFFICIENT_RESOURCES;
    const bytes = Uint8Array.from({ length: TABLE_BYTES }, (_, index) => 1 + (index % HIGHEST_BYTE));
    this.ddi.memory.copyIn(this.table, bytes, 0, TABLE_BYTES);
    return STATUS_SUCCESS;
  }

  protected override release(): void {
    this.ddi.ExFreePoolWithTag(this.table, TAG);
  }

  protected override answerControl(irp: Irp, location: IoStackLocation): Answer {
    return location.ioControlCode === IOCTL_DOWNLOAD
      ? this.download(irp, location.inputBufferLength)
      : answerOf(STATUS_INVALID_DEVICE_REQUEST);
  }

  protected download({ systemBuffer, mdlAddress }: Irp, inputBytes: number): Answer {
    const { memory } = this.ddi;
    if (inputBytes < HEADER_BYTES) return answerOf(STATUS_INFO_LENGTH_MISMATCH);
    const lengthBytes = memory.readI32(systemBuffer) >>> 0;
    const start = memory.readI32(vaAdd(systemBuffer, 4)) >>> 0;
    if (lengthBytes === 0) return transferred(0);
    const bytes = this.bytesFrom(start, lengthBytes);
    if (bytes === 0) return answerOf(STATUS_END_OF_FILE);
    if (mdlAddress === NULL_VA || bytes > new Mdl(memory, mdlAddress).byteCount)
      return answerOf(STATUS_BUFFER_TOO_SMALL);
    const address = this.ddi.MmGetSystemAddressForMdlSafe(mdlAddress, NormalPagePriority);
    if (address === NULL_VA) return answerOf(STATUS_INSUFFICIENT_RESOURCES);
    memory.copy(address, vaAdd(this.table, start), bytes);
    return transferred(bytes);
  }

  /** As many of a range's bytes as the table has. */
  protected bytesFrom(start: number, lengthBytes: number): number {
    return start >= TABLE_BYTES ? 0 : Math.min(lengthBytes, TABLE_BYTES - start);
  }
}

export const downloadDriver = wdmDriverModule(Download);
