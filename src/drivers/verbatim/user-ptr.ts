import { type Ddi, NULL_VA, type Va } from '../../impl/ddi/index.ts';
import {
  ByteView,
  type Codec,
  Err,
  encodeExactly,
  MutByteView,
  NtError,
  Ok,
  type Result,
  type UserPtr,
} from '../../impl/framework/index.ts';
import { STATUS_INVALID_USER_BUFFER, STATUS_SUCCESS } from '../../nt/ntstatus.ts';
import { NonPagedPool, poolTag } from '../../nt/pool.ts';

const TAG = poolTag('TObj');
/** What stands behind a T that `write<T>` is lent: the rest of its owner's stack frame, bytes. */
const FRAME_BYTES = 64;

/**
 * UserPtr as the article prints it, with its defects.
 *
 * Defect 3: a NULL pointer with a size makes a slice of that size at address NULL.
 *
 * Defect 6: `copy_nonoverlapping` counts elements, not bytes, and is given the size of T: size-of-T elements
 * of T, size² bytes in all. T lives in kernel memory; here that is a pool block, so that what lies beyond it is
 * the real kernel's.
 */
export class VerbatimUserPtr implements UserPtr {
  readonly readSize: number;
  readonly writeSize: number;
  readonly #ddi: Ddi;
  readonly #ptr: Va;
  readonly #request: 'read' | 'write';

  constructor(ddi: Ddi, ptr: Va, readSizeBytes: number, writeSizeBytes: number, request: 'read' | 'write') {
    this.readSize = readSizeBytes;
    this.writeSize = writeSizeBytes;
    this.#ddi = ddi;
    this.#ptr = ptr;
    this.#request = request;
  }

  asSlice(): ByteView {
    return new ByteView(this.#ddi.memory, this.#ptr, this.readSize);
  }

  asMutSlice(): MutByteView {
    return new MutByteView(this.#ddi.memory, this.#ptr, this.writeSize);
  }

  /**
   * The article's `read<T>(&self, obj: &mut T) -> Result<T>` shadows its parameter: `let mut obj =
   * T::default()` is what the copy fills and what is returned, and the caller's `obj` stays as it was. There
   * is therefore no use for that parameter here.
   */
  read<T>(codec: Codec<T>): Result<T> {
    const { memory, reports } = this.#ddi;
    const { sizeBytes } = codec;
    reports.beginUserPtrTransfer();
    if (sizeBytes > this.readSize) return this.#refuse('read', sizeBytes);
    const obj = this.#allocate(sizeBytes);
    if (obj === NULL_VA) return Err(NtError.INSUFFICIENT_RESOURCES);
    memory.fill(obj, 0, sizeBytes);
    memory.copy(obj, this.#ptr, sizeBytes * sizeBytes);
    reports.endUserPtrTransfer(this.#request, 'read', sizeBytes, STATUS_SUCCESS);
    const bytes = new Uint8Array(sizeBytes);
    memory.copyOut(obj, bytes, 0, sizeBytes);
    this.#ddi.ExFreePoolWithTag(obj, TAG);
    return Ok(codec.decode(bytes));
  }

  write<T>(codec: Codec<T>, value: T): Result<void> {
    const { memory, reports } = this.#ddi;
    const { sizeBytes } = codec;
    if (sizeBytes > this.writeSize) {
      reports.beginUserPtrTransfer();
      return this.#refuse('write', sizeBytes);
    }
    const obj = this.#allocate(sizeBytes + FRAME_BYTES);
    if (obj === NULL_VA) return Err(NtError.INSUFFICIENT_RESOURCES);
    memory.fill(obj, 0, sizeBytes + FRAME_BYTES);
    memory.copyIn(obj, encodeExactly(codec, value), 0, sizeBytes);
    reports.beginUserPtrTransfer();
    memory.copy(this.#ptr, obj, sizeBytes * sizeBytes);
    reports.endUserPtrTransfer(this.#request, 'write', sizeBytes, STATUS_SUCCESS);
    this.#ddi.ExFreePoolWithTag(obj, TAG);
    return Ok();
  }

  /** Pool stands for a local variable, which also one of no size has a place for. */
  #allocate(sizeBytes: number): Va {
    return this.#ddi.ExAllocatePoolWithTag(NonPagedPool, Math.max(1, sizeBytes), TAG);
  }

  #refuse(method: 'read' | 'write', sizeBytes: number): Err {
    this.#ddi.reports.endUserPtrTransfer(this.#request, method, sizeBytes, STATUS_INVALID_USER_BUFFER);
    return Err(NtError.INVALID_USER_BUFFER);
  }
}
