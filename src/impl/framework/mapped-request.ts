import { NormalPagePriority } from '../../nt/mdl.ts';
import { type Ddi, NULL_VA, type Va } from '../ddi/index.ts';
import { IoRequest } from './io-request.ts';
import { MappedUserPtr } from './mapped-user-ptr.ts';
import type { UserPtr } from './user-ptr.ts';

/**
 * A read or write request whose buffer is mapped before the device sees it, so that `userPtr` can't fail
 * (M10).
 */
export class MappedRequest<Direction extends 'read' | 'write'> extends IoRequest {
  readonly direction: Direction;
  #address: Va = NULL_VA;
  #sizeBytes = 0;

  constructor(ddi: Ddi, irp: Va, direction: Direction) {
    super(ddi, irp);
    this.direction = direction;
  }

  /**
   * Finds the buffer: the MDL's, mapped into system space, or the SystemBuffer. With neither of them, as for a
   * length of 0 and in neither mode, it is empty (M5). False when the mapping fails.
   */
  mapBuffer(): boolean {
    const irp = this.irp();
    const mdl = irp.mdlAddress;
    this.#address =
      mdl === NULL_VA ? irp.systemBuffer : this.ddi.MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority);
    if (this.#address === NULL_VA) return mdl === NULL_VA;
    this.#sizeBytes = this.stackLocation().length;
    return true;
  }

  userPtr(): UserPtr {
    const isRead = this.direction === 'read';
    const readSizeBytes = isRead ? 0 : this.#sizeBytes;
    const writeSizeBytes = isRead ? this.#sizeBytes : 0;
    this.ddi.reports.userPtr(this.#address, readSizeBytes, writeSizeBytes);
    const address = this.#address;
    return new MappedUserPtr(this.ddi, address, address, readSizeBytes, writeSizeBytes, this.direction);
  }

  offset(): bigint {
    const offset = this.stackLocation().byteOffset;
    this.ddi.reports.requestOffset(offset);
    return offset;
  }
}
