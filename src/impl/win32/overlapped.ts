import { OVERLAPPED as LAYOUT } from '../../nt/layout.ts';
import type { NTSTATUS } from '../../nt/ntstatus.ts';
import type { Memory } from '../memory/memory.ts';
import { type Va, vaAdd } from '../memory/va.ts';
import { readCount, writeQuad } from '../process/parameter-page.ts';

/** An OVERLAPPED structure in user memory: the offset of a transfer, its event, and its status block (W1b). */
export class Overlapped {
  readonly memory: Memory;
  readonly va: Va;

  constructor(memory: Memory, va: Va) {
    this.memory = memory;
    this.va = va;
  }

  /** The status of the transfer. */
  get internal(): NTSTATUS {
    return this.memory.readI32(vaAdd(this.va, LAYOUT.Internal));
  }

  set internal(value: NTSTATUS) {
    writeQuad(this.memory, vaAdd(this.va, LAYOUT.Internal), BigInt(value >>> 0));
  }

  /** Bytes transferred. */
  get internalHigh(): number {
    return readCount(this.memory, vaAdd(this.va, LAYOUT.InternalHigh));
  }

  set internalHigh(value: number) {
    writeQuad(this.memory, vaAdd(this.va, LAYOUT.InternalHigh), BigInt(value));
  }

  /** Sets Offset and OffsetHigh: an unsigned 64-bit value. */
  setOffset(value: bigint): void {
    writeQuad(this.memory, this.offsetVa, value);
  }

  /** Where Offset and OffsetHigh lie, as one ByteOffset. */
  get offsetVa(): Va {
    return vaAdd(this.va, LAYOUT.Offset);
  }

  /** The handle of an event, 0 for none. */
  get hEvent(): number {
    return this.memory.readI32(vaAdd(this.va, LAYOUT.hEvent));
  }

  set hEvent(value: number) {
    writeQuad(this.memory, vaAdd(this.va, LAYOUT.hEvent), BigInt(value));
  }
}
