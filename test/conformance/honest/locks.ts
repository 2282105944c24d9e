import type { Answer } from '../../../src/drivers/wdm-driver.ts';
import { type Va, vaAdd } from '../../../src/impl/ddi/index.ts';
import { NT_SUCCESS, type NTSTATUS } from '../../../src/nt/ntstatus.ts';
import { Keeper } from './honest-driver.ts';

const LOCK_BYTES = 8;

/** A device with several locks, which are taken one within the other and released the other way round. */
abstract class TakesLocks extends Keeper {
  protected override readonly extensionBytes = 3 * LOCK_BYTES;

  protected override createDevice(driver: Va): NTSTATUS {
    const status = super.createDevice(driver);
    if (NT_SUCCESS(status)) for (const lock of [0, 1, 2]) this.ddi.KeInitializeSpinLock(this.lock(lock));
    return status;
  }

  /** With locks held, the first one outermost. */
  protected holding(locks: readonly number[], action: () => Answer): Answer {
    const [first, ...others] = locks;
    if (first === undefined) return action();
    const irql = this.ddi.KeAcquireSpinLock(this.lock(first));
    const answer = this.holding(others, action);
    this.ddi.KeReleaseSpinLock(this.lock(first), irql);
    return answer;
  }

  protected lock(index: number): Va {
    return vaAdd(this.extension, index * LOCK_BYTES);
  }
}

/** 45: two orders, under a lock that both sides hold. */
export class LocksUnderACommonOne extends TakesLocks {
  protected override give(address: Va, length: number): Answer {
    return this.holding([0, 1, 2], () => super.give(address, length));
  }

  protected override take(address: Va, length: number): Answer {
    return this.holding([0, 2, 1], () => super.take(address, length));
  }
}

/** S12: one order, of which not each request takes each lock. */
export class LocksInOneOrder extends TakesLocks {
  protected override give(address: Va, length: number): Answer {
    return this.holding([0, 2], () => super.give(address, length));
  }

  protected override take(address: Va, length: number): Answer {
    return this.holding([1, 2], () => super.take(address, length));
  }

  protected override create(irpVa: Va): NTSTATUS {
    this.holding([0, 1], () => ({ status: 0, information: 0 }));
    return super.create(irpVa);
  }
}

/** S12: one after the other, never both. */
export class LocksOneAfterTheOther extends TakesLocks {
  protected override give(address: Va, length: number): Answer {
    this.holding([0], () => ({ status: 0, information: 0 }));
    return this.holding([1], () => super.give(address, length));
  }

  protected override take(address: Va, length: number): Answer {
    this.holding([1], () => ({ status: 0, information: 0 }));
    return this.holding([0], () => super.take(address, length));
  }
}

/** S12: another order while a file is opened, when nobody else has it. */
export class LocksOtherwiseInCreate extends TakesLocks {
  protected override give(address: Va, length: number): Answer {
    return this.holding([0, 1], () => super.give(address, length));
  }

  protected override create(irpVa: Va): NTSTATUS {
    this.holding([1, 0], () => ({ status: 0, information: 0 }));
    return super.create(irpVa);
  }
}
