import { type IoStackLocation, type Irp, NULL_VA, type Va, vaAdd } from '../impl/ddi/index.ts';
import {
  STATUS_BUFFER_TOO_SMALL,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_DEVICE_REQUEST,
  STATUS_INVALID_PARAMETER,
} from '../nt/ntstatus.ts';
import { POOL_FLAG_NON_PAGED, poolTag } from '../nt/pool.ts';
import { IOCTL_FETCH, IOCTL_NEGATE } from './control-codes.ts';
import { ControlDriver } from './control-driver.ts';
import { type Answer, answerOf, transferred, wdmDriverModule } from './wdm-driver.ts';

const TAG = poolTag('Fetc');

/** Bytes before the entries: their count, and 4 that mean nothing. */
const HEADER_BYTES = 8;
const ENTRY_BYTES = 4;

/** A pointer, a length of 4 bytes, and 4 that mean nothing. */
const FETCH_BYTES = 16;
/** The most that is fetched, bytes. */
const MAX_FETCHED_BYTES = 2048;

/** What a caller says where to fetch from. */
interface Range {
  readonly address: Va;
  /** Bytes, an unsigned 32-bit number. */
  readonly lengthBytes: number;
}

/**
 * A device whose control codes take structures: one has a count of entries behind it, which are given back negated, and
 * one a pointer and a length.
 */
export class Structures extends ControlDriver {
  protected override answerControl(irp: Irp, location: IoStackLocation): Answer {
    switch (location.ioControlCode) {
      case IOCTL_NEGATE:
        return this.negate(irp, location);
      case IOCTL_FETCH:
        return this.guarded(() => this.fetch(location));
      default:
        return answerOf(STATUS_INVALID_DEVICE_REQUEST);
    }
  }

  protected negate({ systemBuffer }: Irp, location: IoStackLocation): Answer {
    const { memory } = this.ddi;
    if (location.inputBufferLength < HEADER_BYTES) return answerOf(STATUS_INVALID_PARAMETER);
    const count = memory.readI32(systemBuffer) >>> 0;
    const lengthBytes = this.lengthOf(count);
    if (lengthBytes > location.inputBufferLength) return answerOf(STATUS_INVALID_PARAMETER);
    if (lengthBytes > location.outputBufferLength) return answerOf(STATUS_BUFFER_TOO_SMALL);
    for (let entry = 0; entry < count; entry += 1) {
      const address = vaAdd(systemBuffer, HEADER_BYTES + ENTRY_BYTES * entry);
      memory.writeI32(address, -memory.readI32(address) | 0);
    }
    return transferred(lengthBytes);
  }

  /** Bytes of a structure with so many entries. */
  protected lengthOf(count: number): number {
    return HEADER_BYTES + ENTRY_BYTES * count;
  }

  /** What the caller says is captured once and checked before it is used (R41, G3). */
  protected fetch({ type3InputBuffer, inputBufferLength }: IoStackLocation): Answer {
    const { ddi } = this;
    if (inputBufferLength !== FETCH_BYTES) return answerOf(STATUS_INVALID_PARAMETER);
    ddi.ProbeForRead(type3InputBuffer, FETCH_BYTES, 1);
    const range = this.rangeAt(type3InputBuffer);
    if (range.lengthBytes > MAX_FETCHED_BYTES) return answerOf(STATUS_INVALID_PARAMETER);
    if (range.lengthBytes === 0) return transferred(0);
    this.probe(range);
    const block = ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, range.lengthBytes, TAG);
    if (block === NULL_VA) return answerOf(STATUS_INSUFFICIENT_RESOURCES);
    try {
      this.copy(block, range, type3InputBuffer);
    } finally {
      ddi.ExFreePoolWithTag(block, TAG);
    }
    return transferred(0);
  }

  protected rangeAt(structure: Va): Range {
    const { memory } = this.ddi;
    return {
      address: memory.readPointer(structure),
      lengthBytes: memory.readI32(vaAdd(structure, 8)) >>> 0,
    };
  }

  protected probe({ address, lengthBytes }: Range): void {
    this.ddi.ProbeForRead(address, lengthBytes, 1);
  }

  /** @param _structure where the caller has it */
  protected copy(block: Va, { address, lengthBytes }: Range, _structure: Va): void {
    this.ddi.memory.copy(block, address, lengthBytes);
  }
}

export const structuresDriver = wdmDriverModule(Structures);
