import type { IoStackLocation, Irp } from '../impl/ddi/index.ts';
import { STATUS_END_OF_FILE, STATUS_INSUFFICIENT_RESOURCES } from '../nt/ntstatus.ts';
import { clampOffset } from './article.ts';
import {
  type Answer,
  answerOf,
  type MappedBuffer,
  transferred,
  WdmDriver,
  wdmDriverModule,
} from './wdm-driver.ts';

/** The most a write stores, bytes (M3). */
const MAX_STORED_BYTES = 4096;

/** The article's device as a plain WDM driver: no framework, only routines, IRPs and MDLs. */
export class WdmArticle extends WdmDriver {
  protected data: Uint8Array = new Uint8Array(0);

  /** What is stored, from the offset on (M2). */
  protected override answerRead(irp: Irp, location: IoStackLocation): Answer {
    const buffer = this.bufferOf(irp, location);
    if (buffer === null) return answerOf(STATUS_INSUFFICIENT_RESOURCES);
    return this.copyStored(buffer, location.byteOffset);
  }

  /** Replaces what is stored; at offset 0 or below alone (M3, M8). */
  protected override answerWrite(irp: Irp, location: IoStackLocation): Answer {
    const buffer = this.bufferOf(irp, location);
    if (buffer === null) return answerOf(STATUS_INSUFFICIENT_RESOURCES);
    if (location.byteOffset > 0n) return answerOf(STATUS_END_OF_FILE);
    return this.store(buffer);
  }

  protected copyStored(buffer: MappedBuffer, byteOffset: bigint): Answer {
    const offset = clampOffset(byteOffset, this.data.length);
    const size = Math.min(buffer.lengthBytes, this.data.length - offset);
    this.ddi.memory.copyIn(buffer.address, this.data, offset, size);
    return transferred(size);
  }

  protected store(buffer: MappedBuffer): Answer {
    const size = Math.min(buffer.lengthBytes, MAX_STORED_BYTES);
    this.data = new Uint8Array(size);
    this.ddi.memory.copyOut(buffer.address, this.data, 0, size);
    return transferred(size);
  }
}

/** A driver with the article's device that uses the kernel's routines directly. */
export const wdmArticleDriver = wdmDriverModule(WdmArticle);
