import { type IoStackLocation, type Irp, NULL_VA, type Va, vaAdd } from '../impl/ddi/index.ts';
import {
  STATUS_BUFFER_TOO_SMALL,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_BUFFER_SIZE,
  STATUS_INVALID_DEVICE_REQUEST,
  STATUS_INVALID_PARAMETER,
} from '../nt/ntstatus.ts';
import { POOL_FLAG_NON_PAGED, poolTag } from '../nt/pool.ts';
import { IOCTL_SORT } from './control-codes.ts';
import { ControlDriver } from './control-driver.ts';
import { type Answer, answerOf, transferred, wdmDriverModule } from './wdm-driver.ts';

const TAG = poolTag('Sort');
/** Bytes before those that are sorted: how many they are. */
const HEADER_BYTES = 4;
/** The most that is captured, bytes. */
export const MAX_INPUT_BYTES = 1024;

/**
 * Sorts bytes by METHOD_NEITHER: both buffers are probed, the input is captured into pool once, and all that is looked
 * at and worked on from then on is what was captured (R41, G3).
 */
export class Sorter extends ControlDriver {
  protected override answerControl(irp: Irp, location: IoStackLocation): Answer {
    if (location.ioControlCode !== IOCTL_SORT) return answerOf(STATUS_INVALID_DEVICE_REQUEST);
    const { inputBufferLength } = location;
    if (inputBufferLength < HEADER_BYTES) return answerOf(STATUS_INVALID_PARAMETER);
    if (this.isTooLong(inputBufferLength)) return answerOf(STATUS_INVALID_BUFFER_SIZE);
    const captured = this.ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, this.blockBytes(inputBufferLength), TAG);
    if (captured === NULL_VA) return answerOf(STATUS_INSUFFICIENT_RESOURCES);
    try {
      return this.guarded(() => this.sort(captured, irp.userBuffer, location));
    } finally {
      this.ddi.ExFreePoolWithTag(captured, TAG);
    }
  }

  protected isTooLong(inputBytes: number): boolean {
    return inputBytes > MAX_INPUT_BYTES;
  }

  /** Bytes of the block that the input is captured in. */
  protected blockBytes(inputBytes: number): number {
    return inputBytes;
  }

  protected sort(captured: Va, output: Va, location: IoStackLocation): Answer {
    const { ddi } = this;
    const { type3InputBuffer, inputBufferLength, outputBufferLength } = location;
    ddi.ProbeForRead(type3InputBuffer, inputBufferLength, 1);
    ddi.ProbeForWrite(output, outputBufferLength, 1);
    ddi.memory.copy(captured, type3InputBuffer, inputBufferLength);
    const count = ddi.memory.readI32(captured) >>> 0;
    if (count > inputBufferLength - HEADER_BYTES) return answerOf(STATUS_INVALID_PARAMETER);
    if (count > outputBufferLength) return answerOf(STATUS_BUFFER_TOO_SMALL);
    this.sortBytes(vaAdd(captured, HEADER_BYTES), count);
    ddi.memory.copy(output, vaAdd(captured, HEADER_BYTES), count);
    return transferred(count);
  }

  /** In place. */
  protected sortBytes(address: Va, count: number): void {
    const bytes = new Uint8Array(count);
    this.ddi.memory.copyOut(address, bytes, 0, count);
    this.ddi.memory.copyIn(address, bytes.sort(), 0, count);
  }
}

export const sorterDriver = wdmDriverModule(Sorter);
