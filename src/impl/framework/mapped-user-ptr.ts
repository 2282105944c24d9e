import { STATUS_INVALID_USER_BUFFER, STATUS_SUCCESS } from '../../nt/ntstatus.ts';
import type { UserPtrOwner } from '../../trace/run/run.ts';
import type { Ddi, Va } from '../ddi/index.ts';
import { ByteView, MutByteView } from './byte-view.ts';
import { type Codec, encodeExactly } from './codec.ts';
import { NtError } from './nt-error.ts';
import { Err, Ok, type Result } from './result.ts';
import type { UserPtr } from './user-ptr.ts';

/** A request's buffer at system addresses: its SystemBuffer, or where its MDL is mapped. */
export class MappedUserPtr implements UserPtr {
  readonly readSize: number;
  readonly writeSize: number;
  readonly #ddi: Ddi;
  readonly #readAddress: Va;
  readonly #writeAddress: Va;
  readonly #request: UserPtrOwner;

  /** An address is used only where its size is not 0. */
  constructor(
    ddi: Ddi,
    readAddress: Va,
    writeAddress: Va,
    readSizeBytes: number,
    writeSizeBytes: number,
    request: UserPtrOwner,
  ) {
    this.readSize = readSizeBytes;
    this.writeSize = writeSizeBytes;
    this.#ddi = ddi;
    this.#readAddress = readAddress;
    this.#writeAddress = writeAddress;
    this.#request = request;
  }

  asSlice(): ByteView {
    return new ByteView(this.#ddi.memory, this.#readAddress, this.readSize);
  }

  asMutSlice(): MutByteView {
    return new MutByteView(this.#ddi.memory, this.#writeAddress, this.writeSize);
  }

  read<T>(codec: Codec<T>): Result<T> {
    const { memory, reports } = this.#ddi;
    const { sizeBytes } = codec;
    reports.beginUserPtrTransfer();
    if (sizeBytes > this.readSize) return this.#refuse('read', sizeBytes);
    const bytes = new Uint8Array(sizeBytes);
    memory.copyOut(this.#readAddress, bytes, 0, sizeBytes);
    reports.endUserPtrTransfer(this.#request, 'read', sizeBytes, STATUS_SUCCESS);
    return Ok(codec.decode(bytes));
  }

  write<T>(codec: Codec<T>, value: T): Result<void> {
    const { memory, reports } = this.#ddi;
    const { sizeBytes } = codec;
    reports.beginUserPtrTransfer();
    if (sizeBytes > this.writeSize) return this.#refuse('write', sizeBytes);
    memory.copyIn(this.#writeAddress, encodeExactly(codec, value), 0, sizeBytes);
    reports.endUserPtrTransfer(this.#request, 'write', sizeBytes, STATUS_SUCCESS);
    return Ok();
  }

  /** M6: nothing moves. */
  #refuse(method: 'read' | 'write', sizeBytes: number): Err {
    this.#ddi.reports.endUserPtrTransfer(this.#request, method, sizeBytes, STATUS_INVALID_USER_BUFFER);
    return Err(NtError.INVALID_USER_BUFFER);
  }
}
