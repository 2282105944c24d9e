import { type Ddi, Mdl, NULL_VA, type Va } from '../../impl/ddi/index.ts';
import { IoRequest, type UserPtr } from '../../impl/framework/index.ts';
import { HighPagePriority } from '../../nt/mdl.ts';
import { VerbatimUserPtr } from './user-ptr.ts';

/**
 * ReadRequest and WriteRequest as the article prints them, with their defects; the two differ only in which
 * size of the UserPtr is set.
 */
export class VerbatimTransferRequest<Direction extends 'read' | 'write'> extends IoRequest {
  readonly direction: Direction;

  constructor(ddi: Ddi, irp: Va, direction: Direction) {
    super(ddi, irp);
    this.direction = direction;
  }

  /** Defect 3: a mapping that fails is not noticed. */
  userPtr(): UserPtr {
    const irp = this.irp();
    if (irp.mdlAddress !== NULL_VA) {
      const ptr = this.ddi.MmGetSystemAddressForMdlSafe(irp.mdlAddress, HighPagePriority);
      return this.#newUserPtr(ptr, new Mdl(this.ddi.memory, irp.mdlAddress).byteCount);
    }
    if (irp.systemBuffer !== NULL_VA) return this.#newUserPtr(irp.systemBuffer, this.stackLocation().length);
    return this.#newUserPtr(NULL_VA, 0);
  }

  /**
   * Defect 1: with an MDL, MmGetMdlByteOffset, which is where the buffer starts in its page (R81).
   * Defect 2: with neither MDL nor SystemBuffer, 0.
   */
  offset(): bigint {
    const offset = this.#offset();
    this.ddi.reports.requestOffset(offset);
    return offset;
  }

  #offset(): bigint {
    const irp = this.irp();
    if (irp.mdlAddress !== NULL_VA) return BigInt(new Mdl(this.ddi.memory, irp.mdlAddress).byteOffset);
    if (irp.systemBuffer !== NULL_VA) return this.stackLocation().byteOffset;
    return 0n;
  }

  #newUserPtr(ptr: Va, sizeBytes: number): UserPtr {
    const isRead = this.direction === 'read';
    const readSizeBytes = isRead ? 0 : sizeBytes;
    const writeSizeBytes = isRead ? sizeBytes : 0;
    this.ddi.reports.userPtr(ptr, readSizeBytes, writeSizeBytes);
    return new VerbatimUserPtr(this.ddi, ptr, readSizeBytes, writeSizeBytes, this.direction);
  }
}
