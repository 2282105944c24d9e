import { type IoStackLocation, type Irp, Mdl, NULL_VA, type Va, vaAdd } from '../impl/ddi/index.ts';
import { IoReadAccess, IoWriteAccess, NormalPagePriority } from '../nt/mdl.ts';
import {
  NT_SUCCESS,
  STATUS_END_OF_FILE,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_SUCCESS,
} from '../nt/ntstatus.ts';
import { PAGE_MASK, PAGE_SIZE } from '../nt/page.ts';
import { clampOffset } from './article.ts';
import { type LockedPages, LockingDriver } from './locking-driver.ts';
import { type Answer, answerOf, transferred, wdmDriverModule } from './wdm-driver.ts';

/** The most a write stores, bytes (M3). */
const MAX_STORED_BYTES = 4096;

/** Which bytes of a request's buffer move, and what to do with each page of them at its system address. */
export interface Pages {
  readonly sizeBytes: number;
  readonly operation: number;
  readonly copy: (address: Va, offset: number, lengthBytes: number) => void;
}

/**
 * The article's device, with every transfer made page by page through a partial MDL (R77, R78): of the MDL in direct
 * mode, of one built over the SystemBuffer in buffered mode, of one that locks the caller's pages in neither mode,
 * where data moves too. Nothing is stored unless all of it was copied.
 */
export class Partial extends LockingDriver {
  protected data: Uint8Array = new Uint8Array(0);

  protected override answerRead(irp: Irp, location: IoStackLocation): Answer {
    const offset = clampOffset(location.byteOffset, this.data.length);
    const sizeBytes = Math.min(location.length, this.data.length - offset);
    return this.transfer(irp, location, {
      sizeBytes,
      operation: IoWriteAccess,
      copy: (address, at, lengthBytes) =>
        this.ddi.memory.copyIn(address, this.data, offset + at, lengthBytes),
    });
  }

  protected override answerWrite(irp: Irp, location: IoStackLocation): Answer {
    if (location.byteOffset > 0n) return answerOf(STATUS_END_OF_FILE);
    const sizeBytes = Math.min(location.length, MAX_STORED_BYTES);
    const stored = new Uint8Array(sizeBytes);
    const answer = this.transfer(irp, location, {
      sizeBytes,
      operation: IoReadAccess,
      copy: (address, at, lengthBytes) => this.ddi.memory.copyOut(address, stored, at, lengthBytes),
    });
    if (NT_SUCCESS(answer.status)) this.data = stored;
    return answer;
  }

  /** Moves the first bytes of the request's buffer; none of it is described for none. */
  protected transfer(irp: Irp, location: IoStackLocation, pages: Pages): Answer {
    if (pages.sizeBytes === 0) return transferred(0);
    const { status, mdl } = this.sourceMdl(irp, location, pages.operation);
    if (!NT_SUCCESS(status)) return answerOf(status);
    const answer = this.transferPages(mdl, pages);
    this.freeSourceMdl(irp, mdl);
    return answer;
  }

  /** An MDL of the whole buffer, by mode. */
  protected sourceMdl(irp: Irp, location: IoStackLocation, operation: number): LockedPages {
    switch (this.mode) {
      case 'direct':
        return { status: STATUS_SUCCESS, mdl: irp.mdlAddress };
      case 'buffered':
        return this.describe(irp.systemBuffer, location.length);
      case 'neither':
        return this.lockPages(irp.userBuffer, location.length, operation);
    }
  }

  /** An MDL of nonpaged pool: it is neither locked nor mapped (R73). */
  protected describe(address: Va, lengthBytes: number): LockedPages {
    const mdl = this.ddi.IoAllocateMdl(address, lengthBytes, false, false, NULL_VA);
    if (mdl === NULL_VA) return { status: STATUS_INSUFFICIENT_RESOURCES, mdl };
    this.ddi.MmBuildMdlForNonPagedPool(mdl);
    return { status: STATUS_SUCCESS, mdl };
  }

  protected freeSourceMdl(irp: Irp, mdl: Va): void {
    if (this.mode === 'neither') this.unlockPages(mdl);
    else if (mdl !== irp.mdlAddress) this.ddi.IoFreeMdl(mdl);
  }

  /** One partial MDL serves all pages, one after the other. */
  protected transferPages(source: Va, pages: Pages): Answer {
    const { ddi } = this;
    const start = new Mdl(ddi.memory, source).virtualAddress;
    const partial = ddi.IoAllocateMdl(start, PAGE_SIZE, false, false, NULL_VA);
    if (partial === NULL_VA) return answerOf(STATUS_INSUFFICIENT_RESOURCES);
    const answer = this.transferEach(source, partial, start, pages);
    ddi.IoFreeMdl(partial);
    return answer;
  }

  /** The first page that fails ends it. */
  protected transferEach(source: Va, partial: Va, start: Va, pages: Pages): Answer {
    let answer = transferred(0);
    while (NT_SUCCESS(answer.status) && answer.information < pages.sizeBytes) {
      const done = answer.information;
      answer = this.transferPage(source, partial, vaAdd(start, done), done, pages);
    }
    return answer;
  }

  /** Moves what lies on one page, `done` bytes into the buffer; answers with the bytes moved until then. */
  protected transferPage(source: Va, partial: Va, address: Va, done: number, pages: Pages): Answer {
    const lengthBytes = this.bytesOnPage(address, pages.sizeBytes - done);
    this.describePage(source, partial, address, lengthBytes);
    const mapped = this.ddi.MmGetSystemAddressForMdlSafe(partial, NormalPagePriority);
    if (mapped === NULL_VA) return answerOf(STATUS_INSUFFICIENT_RESOURCES);
    pages.copy(mapped, done, lengthBytes);
    this.reuse(partial);
    return transferred(done + lengthBytes);
  }

  protected describePage(source: Va, partial: Va, address: Va, lengthBytes: number): void {
    this.ddi.IoBuildPartialMdl(source, partial, address, lengthBytes);
  }

  /** Gives up the mapping of one page, so that the MDL can describe the next (R78). */
  protected reuse(partial: Va): void {
    this.ddi.MmPrepareMdlForReuse(partial);
  }

  protected bytesOnPage(address: Va, leftBytes: number): number {
    return Math.min(leftBytes, PAGE_SIZE - (address & PAGE_MASK));
  }
}

export const partialDriver = wdmDriverModule(Partial);
