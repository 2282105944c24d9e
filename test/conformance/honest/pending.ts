import type { Answer } from '../../../src/drivers/wdm-driver.ts';
import { type DriverObject, Irp, type Va } from '../../../src/impl/ddi/index.ts';
import { IRP_MJ_CLEANUP } from '../../../src/nt/irp.ts';
import { type NTSTATUS, STATUS_CANCELLED, STATUS_PENDING } from '../../../src/nt/ntstatus.ts';
import { done, fails, HonestDriver } from './honest-driver.ts';

/** A read waits until something is written. */
class Waits extends HonestDriver {
  protected waiting: Va[] = [];

  protected override read(irp: Va): NTSTATUS {
    new Irp(this.ddi.memory, irp).markPending();
    this.waiting.push(irp);
    return STATUS_PENDING;
  }

  protected override write(irp: Va): NTSTATUS {
    for (const each of this.next()) this.complete(each, done(0));
    return this.complete(irp, done(0));
  }

  /** Those that are waiting, in the order in which they are completed. */
  protected next(): Va[] {
    return this.waiting.splice(0);
  }

  protected override answerRead(): Answer {
    return done(0);
  }

  protected override answerWrite(): Answer {
    return done(0);
  }
}

/** 14: last in, first out. */
export class LastInFirstOut extends Waits {
  protected override next(): Va[] {
    return super.next().reverse();
  }

  protected override cleanup(irp: Va): NTSTATUS {
    for (const each of this.next()) this.complete(each, fails(STATUS_CANCELLED));
    return super.cleanup(irp);
  }
}

/** 19: an inverted call. What is left over is completed by CLEANUP, for its own open alone. */
export class InvertedCall extends Waits {
  protected override cleanup(irp: Va): NTSTATUS {
    const file = this.fileOf(irp);
    for (const each of this.next()) {
      if (this.fileOf(each) === file) this.complete(each, fails(STATUS_CANCELLED));
      else this.waiting.push(each);
    }
    return super.cleanup(irp);
  }

  private fileOf(irp: Va): Va {
    return new Irp(this.ddi.memory, irp).currentStackLocation.fileObject;
  }
}

/** 33: on an exclusive device CLEANUP completes the requests of all opens. */
export class CleanupEndsAll extends LastInFirstOut {
  protected override readonly isExclusive = true;
}

/** 35: no CLEANUP handler; what pends does so until the next write. */
export class WithoutCleanup extends Waits {
  protected override setRoutine(driver: DriverObject, major: number, routine: (irp: Va) => NTSTATUS): void {
    if (major !== IRP_MJ_CLEANUP) super.setRoutine(driver, major, routine);
  }
}
