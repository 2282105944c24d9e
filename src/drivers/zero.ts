import { type IoStackLocation, type Irp, type Va, vaAdd } from '../impl/ddi/index.ts';
import { STATUS_INSUFFICIENT_RESOURCES } from '../nt/ntstatus.ts';
import { PAGE_MASK, PAGE_SIZE } from '../nt/page.ts';
import {
  type Answer,
  answerOf,
  type MappedBuffer,
  transferred,
  WdmDriver,
  wdmDriverModule,
} from './wdm-driver.ts';

/**
 * Reads give zeros, writes are swallowed. In neither mode it probes UserBuffer itself and guards every access (R41),
 * and a write from memory that can't be read fails there as the I/O manager has it fail in the other modes.
 */
export class Zero extends WdmDriver {
  protected override answerRead(irp: Irp, location: IoStackLocation): Answer {
    if (this.mode === 'neither') return this.guarded(() => this.readUser(irp.userBuffer, location.length));
    const buffer = this.bufferOf(irp, location);
    return buffer === null ? answerOf(STATUS_INSUFFICIENT_RESOURCES) : this.fill(buffer);
  }

  /** Nothing of what is written is looked at, so nothing is mapped. */
  protected override answerWrite(irp: Irp, location: IoStackLocation): Answer {
    if (this.mode === 'neither') return this.guarded(() => this.writeUser(irp.userBuffer, location.length));
    return transferred(location.length);
  }

  protected readUser(address: Va, lengthBytes: number): Answer {
    this.probeForWrite(address, lengthBytes);
    return this.fill({ address, lengthBytes });
  }

  protected writeUser(address: Va, lengthBytes: number): Answer {
    this.probeForRead(address, lengthBytes);
    this.touch(address, lengthBytes);
    return transferred(lengthBytes);
  }

  protected probeForWrite(address: Va, lengthBytes: number): void {
    this.ddi.ProbeForWrite(address, lengthBytes, 1);
  }

  protected probeForRead(address: Va, lengthBytes: number): void {
    this.ddi.ProbeForRead(address, lengthBytes, 1);
  }

  /** Reads a byte of every page, which ProbeForRead does not (R22). */
  protected touch(address: Va, lengthBytes: number): void {
    for (let at = 0; at < lengthBytes; at += PAGE_SIZE - ((address + at) & PAGE_MASK)) {
      this.ddi.memory.readU8(vaAdd(address, at));
    }
  }

  /** The whole length of the request. */
  protected fill({ address, lengthBytes }: MappedBuffer): Answer {
    this.ddi.memory.fill(address, 0, lengthBytes);
    return transferred(lengthBytes);
  }
}

export const zeroDriver = wdmDriverModule(Zero);
