import type { Answer, MappedBuffer } from '../../../src/drivers/wdm-driver.ts';
import { type IoStackLocation, type Irp, NULL_VA, type Va, vaAdd } from '../../../src/impl/ddi/index.ts';
import { NormalPagePriority } from '../../../src/nt/mdl.ts';
import {
  type NTSTATUS,
  STATUS_DEVICE_NOT_READY,
  STATUS_END_OF_FILE,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_PARAMETER,
} from '../../../src/nt/ntstatus.ts';
import { PAGE_SIZE } from '../../../src/nt/page.ts';
import { POOL_FLAG_NON_PAGED, poolTag } from '../../../src/nt/pool.ts';
import { done, fails, HonestDriver, Keeper } from './honest-driver.ts';

const TAG = poolTag('Hnst');
const HEADER_BYTES = 4;

/** S8: looks at the four bytes of a header and at no other byte of the buffer. */
export class LooksAtAHeader extends HonestDriver {
  protected override answerRead(): Answer {
    return done(0);
  }

  protected override answerWrite(irp: Irp, location: IoStackLocation): Answer {
    if (location.length < HEADER_BYTES) return fails(STATUS_INVALID_PARAMETER);
    return this.withBuffer(irp, location, false, (address) =>
      (this.ddi.memory.readI32(address) & 1) === 0 ? done(HEADER_BYTES) : fails(STATUS_DEVICE_NOT_READY),
    );
  }
}

/** S9: a pool block for each request, freed on every path. */
export class AllocatesPerRequest extends Keeper {
  protected override answerRead(irp: Irp, location: IoStackLocation): Answer {
    return this.withBlock(() => super.answerRead(irp, location));
  }

  protected override answerWrite(irp: Irp, location: IoStackLocation): Answer {
    return this.withBlock(() =>
      location.byteOffset < 0n ? fails(STATUS_INVALID_PARAMETER) : super.answerWrite(irp, location),
    );
  }

  private withBlock(answer: () => Answer): Answer {
    const block = this.ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, 48, TAG);
    if (block === NULL_VA) return fails(STATUS_INSUFFICIENT_RESOURCES);
    try {
      return answer();
    } finally {
      this.ddi.ExFreePoolWithTag(block, TAG);
    }
  }
}

/** S6: clears the whole of the caller's buffer before it fills the start of it. */
export class ClearsItFirst extends Keeper {
  protected override give(address: Va, length: number): Answer {
    this.put(address, new Uint8Array(length));
    return super.give(address, length);
  }
}

/** S10: maps after all checks. */
export class MapsLate extends Keeper {
  protected override answerRead(irp: Irp, location: IoStackLocation): Answer {
    return this.kept.length === 0 ? fails(STATUS_END_OF_FILE) : super.answerRead(irp, location);
  }

  protected override answerWrite(irp: Irp, location: IoStackLocation): Answer {
    return location.length > this.roomBytes
      ? fails(STATUS_INVALID_PARAMETER)
      : super.answerWrite(irp, location);
  }
}

/** S10: maps what is written, and gives nothing back. */
export class MapsWritesAlone extends Keeper {
  protected override answerRead(): Answer {
    return done(0);
  }
}

/** S10: never maps; counts. */
export class OnlyCounts extends HonestDriver {
  #bytes = 0;

  protected override answerRead(): Answer {
    return this.#bytes % 2 === 0 ? done(0) : fails(STATUS_END_OF_FILE);
  }

  protected override answerWrite(_irp: Irp, { length }: IoStackLocation): Answer {
    this.#bytes += length;
    return done(length);
  }
}

/** S11: asks for MdlAddress before it maps. */
export class ChecksMdlAddress extends Keeper {
  protected override bufferOf(irp: Irp, location: IoStackLocation): MappedBuffer | null {
    if (this.mode !== 'direct') return super.bufferOf(irp, location);
    if (irp.mdlAddress === NULL_VA) return { address: NULL_VA, lengthBytes: 0 };
    const address = this.ddi.MmGetSystemAddressForMdlSafe(irp.mdlAddress, NormalPagePriority);
    return address === NULL_VA ? null : { address, lengthBytes: location.length };
  }

  protected override withBuffer(
    irp: Irp,
    location: IoStackLocation,
    isRead: boolean,
    use: (address: Va, lengthBytes: number) => Answer,
  ): Answer {
    if (this.mode === 'direct' && irp.mdlAddress === NULL_VA) return use(NULL_VA, 0);
    return super.withBuffer(irp, location, isRead, use);
  }
}

/** S12: holds a spin lock around the copies between the buffer and what it keeps. */
export class CopiesUnderALock extends Keeper {
  #lock = NULL_VA;

  protected override initialize(): NTSTATUS {
    this.#lock = this.ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, 8, TAG);
    if (this.#lock === NULL_VA) return STATUS_INSUFFICIENT_RESOURCES;
    this.ddi.KeInitializeSpinLock(this.#lock);
    return super.initialize();
  }

  protected override release(): void {
    this.ddi.ExFreePoolWithTag(this.#lock, TAG);
  }

  protected override give(address: Va, length: number): Answer {
    return this.locked(() => super.give(address, length));
  }

  protected override take(address: Va, length: number): Answer {
    return this.locked(() => super.take(address, length));
  }

  private locked(answer: () => Answer): Answer {
    const before = this.ddi.KeAcquireSpinLock(this.#lock);
    const given = answer();
    this.ddi.KeReleaseSpinLock(this.#lock, before);
    return given;
  }
}

/** 82: where there is no memory for a block, a read gives one byte and says so. */
export class ShortWhereMemoryIsLow extends Keeper {
  protected override give(address: Va, length: number): Answer {
    const block = this.ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, 64, TAG);
    if (block === NULL_VA) return super.give(address, Math.min(length, 1));
    this.ddi.ExFreePoolWithTag(block, TAG);
    return super.give(address, length);
  }
}

/** S21: takes the part of a buffer that can be accessed, and reports a short success. */
export class TakesWhatItCan extends Keeper {
  protected override readonly roomBytes = 4 * PAGE_SIZE;

  protected override take(address: Va, length: number): Answer {
    const bytes = new Uint8Array(length);
    let count = 0;
    const answer = this.guarded(() => {
      for (; count < length; count += 1)
        bytes[count] = this.ddi.memory.readU8(((address as number) + count) as Va);
      return done(length);
    });
    if (count === 0 && length > 0) return answer;
    this.kept = bytes.slice(0, count);
    return done(count);
  }
}

/** S22: clears the whole of the buffer before it answers short. */
export class ClearsBeforeItAnswersShort extends Keeper {
  protected override give(address: Va, length: number): Answer {
    if (length > 0 && this.mode !== 'buffered') this.ddi.memory.fill(address, 0, length);
    return super.give(address, length);
  }
}

/** S22: clears the whole of the buffer before it answers with an error. */
export class ClearsBeforeItRefuses extends Keeper {
  protected override give(address: Va, length: number): Answer {
    if (length > 0 && this.mode !== 'buffered') this.ddi.memory.fill(address, 0, length);
    return this.kept.length === 0 ? fails(STATUS_END_OF_FILE) : super.give(address, length);
  }
}

/** S6: turns bytes round in the caller’s buffer itself, which it reads back for that. */
export class TransformsInPlace extends Keeper {
  protected override give(address: Va, length: number): Answer {
    const { memory } = this.ddi;
    const { information } = super.give(address, length);
    for (let at = 0; at < information; at += 1)
      memory.writeU8(vaAdd(address, at), memory.readU8(vaAdd(address, at)) ^ 0xff);
    for (let at = 0; at < information; at += 1)
      memory.writeU8(vaAdd(address, at), memory.readU8(vaAdd(address, at)) ^ 0xff);
    return done(information);
  }
}

/** S6: counts what it has written in the caller’s buffer itself, and keeps to its own count. */
export class CountsInTheBuffer extends Keeper {
  protected override give(address: Va, length: number): Answer {
    const { memory } = this.ddi;
    if (length === 0) return done(0);
    memory.writeU8(address, 0);
    for (let at = 1; at < Math.min(length, 4); at += 1) memory.writeU8(address, memory.readU8(address) + 1);
    return done(1);
  }
}
