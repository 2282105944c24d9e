import type { Answer } from '../../../src/drivers/wdm-driver.ts';
import type { IoStackLocation, Irp, Va } from '../../../src/impl/ddi/index.ts';
import { NULL_VA, vaAdd } from '../../../src/impl/ddi/index.ts';
import { STATUS_INSUFFICIENT_RESOURCES, STATUS_SUCCESS } from '../../../src/nt/ntstatus.ts';
import { POOL_FLAG_NON_PAGED, poolTag } from '../../../src/nt/pool.ts';
import { done, fails, Keeper } from './honest-driver.ts';

const TAG = poolTag('Shrt');
const ROOM_BYTES = 64;

/** A driver that asks for a block in each write, and goes on without. */
abstract class GoesOnWithout extends Keeper {
  protected override take(address: Va, length: number): Answer {
    // What may raise comes first.
    const bytes = this.bytesAt(address, Math.min(length, ROOM_BYTES));
    const block = this.ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, ROOM_BYTES, TAG);
    if (block === NULL_VA) return this.takeWithout(bytes);
    const answer = this.takeThrough(block, bytes);
    this.ddi.ExFreePoolWithTag(block, TAG);
    return answer;
  }

  protected takeThrough(block: Va, bytes: Uint8Array): Answer {
    this.put(block, bytes);
    return this.keep(this.bytesAt(block, bytes.length));
  }

  protected keep(bytes: Uint8Array): Answer {
    this.kept = bytes;
    return done(bytes.length);
  }

  protected abstract takeWithout(bytes: Uint8Array): Answer;
}

/** S9: copies through a block that it has kept for that. */
export class KeepsASpareBlock extends GoesOnWithout {
  #spare: Va = NULL_VA;

  protected override initialize() {
    this.#spare = this.ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, ROOM_BYTES, TAG);
    return this.#spare === NULL_VA ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;
  }

  protected override release(): void {
    this.ddi.ExFreePoolWithTag(this.#spare, TAG);
  }

  protected override takeWithout(bytes: Uint8Array): Answer {
    return this.takeThrough(this.#spare, bytes);
  }
}

/** 82: gives half of what is asked for from then on. */
export class ReadsShortAfterwards extends GoesOnWithout {
  #isShort = false;

  protected override takeWithout(bytes: Uint8Array): Answer {
    this.#isShort = true;
    return this.keep(bytes);
  }

  protected override give(address: Va, length: number): Answer {
    return super.give(address, this.#isShort ? Math.ceil(length / 2) : length);
  }
}

/** 82: says that what it took is lost when it is asked next. */
export class TellsOfItLater extends GoesOnWithout {
  #isLost = false;

  protected override takeWithout({ length }: Uint8Array): Answer {
    this.#isLost = true;
    return done(length);
  }

  protected override give(address: Va, length: number): Answer {
    if (!this.#isLost) return super.give(address, length);
    this.#isLost = false;
    return fails(STATUS_INSUFFICIENT_RESOURCES);
  }
}

/** 82: gives how often there was nothing to be had, before what it keeps. */
export class CountsShortages extends GoesOnWithout {
  #count = 0;

  protected override takeWithout(bytes: Uint8Array): Answer {
    this.#count += 1;
    return this.keep(bytes);
  }

  protected override give(address: Va, length: number): Answer {
    if (length === 0) return done(0);
    this.ddi.memory.writeU8(address, this.#count);
    return done(1 + super.give(vaAdd(address, 1), length - 1).information);
  }
}

/** S9: reads through a cache if there is one to be had. */
export class CachesReads extends Keeper {
  protected override give(address: Va, length: number): Answer {
    const cache = this.ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, ROOM_BYTES, TAG);
    if (cache === NULL_VA) return super.give(address, length);
    const { information } = super.give(cache, length);
    const bytes = this.bytesAt(cache, information);
    this.ddi.ExFreePoolWithTag(cache, TAG);
    this.put(address, bytes);
    return done(information);
  }
}

/** 82: a log of its requests, each entry in a block that may not be had; reads say how many there are. */
export class LogsWhatItCan extends Keeper {
  readonly #log: Va[] = [];

  protected override release(): void {
    for (const entry of this.#log.splice(0)) this.ddi.ExFreePoolWithTag(entry, TAG);
  }

  protected override answerWrite(irp: Irp, location: IoStackLocation): Answer {
    const entry = this.ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, ROOM_BYTES, TAG);
    if (entry !== NULL_VA) this.#log.push(entry);
    const oldest = this.#log.length > 16 ? this.#log.shift() : undefined;
    if (oldest !== undefined) this.ddi.ExFreePoolWithTag(oldest, TAG);
    return super.answerWrite(irp, location);
  }

  protected override give(address: Va, length: number): Answer {
    if (length === 0) return done(0);
    this.ddi.memory.writeU8(address, this.#log.length);
    return done(1);
  }
}
