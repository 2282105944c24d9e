import { type Answer, answerOf, WdmDriver } from '../../../src/drivers/wdm-driver.ts';
import type { IoStackLocation, Irp, Va } from '../../../src/impl/ddi/index.ts';
import { NULL_VA } from '../../../src/impl/ddi/index.ts';
import { STATUS_INSUFFICIENT_RESOURCES, STATUS_SUCCESS } from '../../../src/nt/ntstatus.ts';

/** SUCCESS with a count. */
export const done = (information: number): Answer => ({ status: STATUS_SUCCESS, information });
/** A status with 0. */
export const fails = answerOf;

/** What the drivers of honest styles have in common: a buffer that they find as their mode has it. */
export abstract class HonestDriver extends WdmDriver {
  /**
   * What `use` answers with the buffer of a request, NULL where it has no bytes. In neither mode it is the caller's own,
   * probed, and whatever is raised becomes the status (R22a, R41).
   */
  protected withBuffer(
    irp: Irp,
    location: IoStackLocation,
    isRead: boolean,
    use: (address: Va, lengthBytes: number) => Answer,
  ): Answer {
    const { length } = location;
    if (length === 0) return use(NULL_VA, 0);
    if (this.mode !== 'neither') {
      const buffer = this.bufferOf(irp, location);
      return buffer === null ? fails(STATUS_INSUFFICIENT_RESOURCES) : use(buffer.address, length);
    }
    const { userBuffer } = irp;
    return this.guarded(() => {
      if (isRead) this.ddi.ProbeForWrite(userBuffer, length, 1);
      else this.ddi.ProbeForRead(userBuffer, length, 1);
      return use(userBuffer, length);
    });
  }

  /** Bytes of simulated memory, copied at once. */
  protected bytesAt(address: Va, lengthBytes: number): Uint8Array {
    const bytes = new Uint8Array(lengthBytes);
    if (lengthBytes > 0) this.ddi.memory.copyOut(address, bytes, 0, lengthBytes);
    return bytes;
  }

  /** Puts bytes where they are read. */
  protected put(address: Va, bytes: Uint8Array): void {
    if (bytes.length > 0) this.ddi.memory.copyIn(address, bytes, 0, bytes.length);
  }
}

/** A device that keeps what was written last, up to `roomBytes`, and gives it to every read. */
export class Keeper extends HonestDriver {
  protected readonly roomBytes: number = 64;
  protected kept: Uint8Array = new Uint8Array(0);

  protected override answerRead(irp: Irp, location: IoStackLocation): Answer {
    return this.withBuffer(irp, location, true, (address, length) => this.give(address, length));
  }

  protected override answerWrite(irp: Irp, location: IoStackLocation): Answer {
    return this.withBuffer(irp, location, false, (address, length) => this.take(address, length));
  }

  protected give(address: Va, length: number): Answer {
    const bytes = this.kept.subarray(0, length);
    this.put(address, bytes);
    return done(bytes.length);
  }

  protected take(address: Va, length: number): Answer {
    this.kept = this.bytesAt(address, Math.min(length, this.roomBytes));
    return done(this.kept.length);
  }
}
