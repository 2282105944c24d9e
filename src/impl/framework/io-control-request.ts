import {
  type ControlCode,
  controlCodeOf,
  METHOD_BUFFERED,
  METHOD_IN_DIRECT,
  METHOD_NEITHER,
  methodOf,
} from '../../nt/control-code.ts';
import { NormalPagePriority } from '../../nt/mdl.ts';
import { NULL_VA, type Va } from '../ddi/index.ts';
import { ByteView } from './byte-view.ts';
import { IoRequest } from './io-request.ts';
import { MappedUserPtr } from './mapped-user-ptr.ts';
import type { UserPtr } from './user-ptr.ts';

/** A control request: a code, and buffers that the code's method says how to reach (R43). */
export class IoControlRequest extends IoRequest {
  /** The second buffer of the direct methods, mapped; NULL where there is none. */
  #mapped: Va = NULL_VA;

  /** Parameters.DeviceIoControl.IoControlCode, an unsigned 32-bit number. */
  code(): number {
    return this.stackLocation().ioControlCode;
  }

  /** Its parts: device type, required access, function and transfer method. */
  controlCode(): ControlCode {
    return controlCodeOf(this.code());
  }

  /** Maps the second buffer of the direct methods. False when that fails. */
  mapBuffer(): boolean {
    const mdl = this.irp().mdlAddress;
    if (mdl === NULL_VA) return true;
    this.#mapped = this.ddi.MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority);
    return this.#mapped !== NULL_VA;
  }

  /**
   * The buffers: with METHOD_BUFFERED one, whose sizes to read and to write differ; with METHOD_OUT_DIRECT the input to
   * read and the other to write; with METHOD_IN_DIRECT the input to read, and `second` besides. With METHOD_NEITHER both
   * sizes are 0, as in neither mode (M5).
   */
  userPtr(): UserPtr {
    const location = this.stackLocation();
    const method = methodOf(this.code());
    const readAddress = this.irp().systemBuffer;
    const writeAddress = method === METHOD_BUFFERED ? readAddress : this.#mapped;
    const isUnreached = method === METHOD_NEITHER;
    const readSize = isUnreached || readAddress === NULL_VA ? 0 : location.inputBufferLength;
    const isWritable = !isUnreached && method !== METHOD_IN_DIRECT && writeAddress !== NULL_VA;
    const writeSize = isWritable ? location.outputBufferLength : 0;
    this.ddi.reports.userPtr(readAddress === NULL_VA ? writeAddress : readAddress, readSize, writeSize);
    return new MappedUserPtr(this.ddi, readAddress, writeAddress, readSize, writeSize, 'control');
  }

  /** With METHOD_IN_DIRECT, the caller's second buffer, to be read; empty otherwise. */
  second(): ByteView {
    const isRead = methodOf(this.code()) === METHOD_IN_DIRECT && this.#mapped !== NULL_VA;
    return new ByteView(this.ddi.memory, this.#mapped, isRead ? this.stackLocation().outputBufferLength : 0);
  }
}
