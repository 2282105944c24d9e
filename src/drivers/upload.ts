import { type IoStackLocation, type Irp, Mdl, NULL_VA, type Va, vaAdd } from '../impl/ddi/index.ts';
import { NormalPagePriority } from '../nt/mdl.ts';
import {
  type NTSTATUS,
  STATUS_BUFFER_TOO_SMALL,
  STATUS_INFO_LENGTH_MISMATCH,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_BUFFER_SIZE,
  STATUS_INVALID_DEVICE_REQUEST,
  STATUS_INVALID_PARAMETER,
  STATUS_SUCCESS,
} from '../nt/ntstatus.ts';
import { POOL_FLAG_NON_PAGED, poolTag } from '../nt/pool.ts';
import { IOCTL_CHECKSUM, IOCTL_UPLOAD } from './control-codes.ts';
import { ControlDriver } from './control-driver.ts';
import { type Answer, answerOf, type MappedBuffer, transferred, wdmDriverModule } from './wdm-driver.ts';

const TAG = poolTag('Upld');
/** Bytes of the image. */
const IMAGE_BYTES = 256;
/** How long a piece is and where it goes, 4 bytes each. */
const HEADER_BYTES = 8;
const CHECKSUM_BYTES = 4;

/**
 * Takes an image in pieces by METHOD_IN_DIRECT: a header in the SystemBuffer says where a piece goes, its bytes are
 * behind the MDL. Another code gives the checksum of all of it.
 */
export class Upload extends ControlDriver {
  protected image: Va = NULL_VA;

  protected override initialize(): NTSTATUS {
    this.image = this.ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, IMAGE_BYTES, TAG);
    return this.image === NULL_VA ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;
  }

  protected override release(): void {
    this.ddi.ExFreePoolWithTag(this.image, TAG);
  }

  protected override answerControl(irp: Irp, location: IoStackLocation): Answer {
    switch (location.ioControlCode) {
      case IOCTL_UPLOAD:
        return this.upload(irp, location.inputBufferLength);
      case IOCTL_CHECKSUM:
        return this.giveChecksum(irp, location.outputBufferLength);
      default:
        return answerOf(STATUS_INVALID_DEVICE_REQUEST);
    }
  }

  protected upload({ systemBuffer, mdlAddress }: Irp, inputBytes: number): Answer {
    const { memory } = this.ddi;
    if (inputBytes < HEADER_BYTES) return answerOf(STATUS_INFO_LENGTH_MISMATCH);
    const piece = this.pieceBehind(mdlAddress);
    if (piece === null) return answerOf(STATUS_INSUFFICIENT_RESOURCES);
    const lengthBytes = memory.readI32(systemBuffer) >>> 0;
    const start = memory.readI32(vaAdd(systemBuffer, 4)) >>> 0;
    if (start > IMAGE_BYTES || lengthBytes > IMAGE_BYTES - start) return answerOf(STATUS_INVALID_PARAMETER);
    if (this.isLonger(lengthBytes, piece)) return answerOf(STATUS_INVALID_BUFFER_SIZE);
    memory.copy(vaAdd(this.image, start), piece.address, lengthBytes);
    return transferred(lengthBytes);
  }

  /** The second buffer at a system address, null where it can't be mapped; one of no bytes has no MDL. */
  protected pieceBehind(mdl: Va): MappedBuffer | null {
    if (mdl === NULL_VA) return { address: NULL_VA, lengthBytes: 0 };
    const address = this.ddi.MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority);
    return address === NULL_VA ? null : { address, lengthBytes: new Mdl(this.ddi.memory, mdl).byteCount };
  }

  /** Whether a header says more than the caller has locked. */
  protected isLonger(lengthBytes: number, piece: MappedBuffer): boolean {
    return lengthBytes > piece.lengthBytes;
  }

  protected giveChecksum({ systemBuffer }: Irp, outputBytes: number): Answer {
    if (outputBytes < CHECKSUM_BYTES) return answerOf(STATUS_BUFFER_TOO_SMALL);
    this.ddi.memory.writeI32(systemBuffer, this.checksum());
    return transferred(CHECKSUM_BYTES);
  }

  /** Each byte is added to what is before it, rotated left by a bit. */
  protected checksum(): number {
    const bytes = new Uint8Array(IMAGE_BYTES);
    this.ddi.memory.copyOut(this.image, bytes, 0, IMAGE_BYTES);
    let sum = 0;
    for (const byte of bytes) sum = (((sum << 1) | (sum >>> 31)) + byte) | 0;
    return sum;
  }
}

export const uploadDriver = wdmDriverModule(Upload);
