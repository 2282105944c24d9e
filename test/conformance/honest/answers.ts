import { type Answer, transferred } from '../../../src/drivers/wdm-driver.ts';
import { type DriverObject, type IoStackLocation, Irp, type Va, vaAdd } from '../../../src/impl/ddi/index.ts';
import {
  IRP_MJ_CLEANUP,
  IRP_MJ_CLOSE,
  IRP_MJ_CREATE,
  IRP_MJ_FLUSH_BUFFERS,
  IRP_MJ_MAXIMUM_FUNCTION,
  IRP_MJ_READ,
  IRP_MJ_WRITE,
} from '../../../src/nt/irp.ts';
import {
  type NTSTATUS,
  STATUS_BUFFER_OVERFLOW,
  STATUS_INVALID_PARAMETER,
  STATUS_OBJECT_NAME_EXISTS,
  STATUS_PENDING,
  STATUS_SUCCESS,
} from '../../../src/nt/ntstatus.ts';
import { done, fails, HonestDriver, Keeper } from './honest-driver.ts';

/** S1: one default handler for all majors that have no routine of their own. */
export function defaultHandler(status: NTSTATUS): typeof Keeper {
  return class extends Keeper {
    protected override setRoutines(driver: DriverObject): void {
      for (let major = 0; major <= IRP_MJ_MAXIMUM_FUNCTION; major += 1)
        this.setRoutine(driver, major, (irp) => this.complete(irp, fails(status)));
      super.setRoutines(driver);
    }
  };
}

/** S2: a CREATE with Information, such as FILE_OPENED. */
export function opensWith(information: number): typeof Keeper {
  return class extends Keeper {
    protected override create(irp: Va): NTSTATUS {
      return this.complete(irp, transferred(information));
    }
  };
}

/** S3: Information on flush, CLEANUP and CLOSE. */
export class InformationEverywhere extends Keeper {
  protected override setRoutines(driver: DriverObject): void {
    super.setRoutines(driver);
    this.setRoutine(driver, IRP_MJ_FLUSH_BUFFERS, (irp) => this.complete(irp, transferred(5)));
  }

  protected override cleanup(irp: Va): NTSTATUS {
    return this.complete(irp, transferred(7));
  }

  protected override close(irp: Va): NTSTATUS {
    return this.complete(irp, transferred(4096));
  }
}

/** S3: CLEANUP and CLOSE by one routine, and with an error: their status is ignored (R12). */
export class OneRoutineForTheEnd extends Keeper {
  protected override setRoutines(driver: DriverObject): void {
    super.setRoutines(driver);
    for (const major of [IRP_MJ_CLEANUP, IRP_MJ_CLOSE])
      this.setRoutine(driver, major, (irp) => this.complete(irp, transferred(1)));
  }
}

/** S4, 13: transfers that end with a status that is no error, with data. */
function answersWith(status: NTSTATUS, base: typeof Keeper): typeof Keeper {
  return class extends base {
    protected override give(address: Va, length: number): Answer {
      return { ...super.give(address, length), status: length === 0 ? STATUS_SUCCESS : status };
    }

    protected override take(address: Va, length: number): Answer {
      return { ...super.take(address, length), status: length === 0 ? STATUS_SUCCESS : status };
    }
  };
}

export const Informational = answersWith(STATUS_OBJECT_NAME_EXISTS, Keeper);
export const Warning = answersWith(STATUS_BUFFER_OVERFLOW, Keeper);

/** S18: negative offsets are refused. */
function refusesNegativeOffsets(base: typeof Keeper): typeof Keeper {
  return class extends base {
    protected override answerRead(irp: Irp, location: IoStackLocation): Answer {
      return location.byteOffset < 0n ? fails(STATUS_INVALID_PARAMETER) : super.answerRead(irp, location);
    }

    protected override answerWrite(irp: Irp, location: IoStackLocation): Answer {
      return location.byteOffset < 0n ? fails(STATUS_INVALID_PARAMETER) : super.answerWrite(irp, location);
    }
  };
}

export const RefusesNegativeOffsets = refusesNegativeOffsets(Keeper);

/** S5: marks pending, completes before it returns, and returns STATUS_PENDING, whatever the outcome. */
export class PendsInline extends Keeper {
  protected override read(irp: Va): NTSTATUS {
    return this.pending(irp, () => super.read(irp));
  }

  protected override write(irp: Va): NTSTATUS {
    return this.pending(irp, () => super.write(irp));
  }

  protected pending(irp: Va, complete: () => void): NTSTATUS {
    new Irp(this.ddi.memory, irp).markPending();
    complete();
    return STATUS_PENDING;
  }
}

/** S5: so too with errors of its own. */
export const PendsInlineAndRefuses = refusesNegativeOffsets(PendsInline);

/** 1, 13: so too with a warning and data. */
export const PendsWithAWarning = answersWith(STATUS_BUFFER_OVERFLOW, PendsInline);

/** 13: a warning where not all that was asked for is there. */
export class PartialWithAWarning extends Keeper {
  protected override give(address: Va, length: number): Answer {
    const answer = super.give(address, length);
    return answer.information < length ? { ...answer, status: STATUS_BUFFER_OVERFLOW } : answer;
  }
}

/** 8: after it has completed an IRP it uses its extension, a copy of the status, and the IRP's address as a tag. */
export class UsesItsOwnAfterwards extends Keeper {
  protected override readonly extensionBytes = 16;

  protected override complete(irpVa: Va, answer: Answer): NTSTATUS {
    const { status } = answer;
    super.complete(irpVa, answer);
    const { memory } = this.ddi;
    memory.writePointer(this.extension, irpVa);
    memory.writeI32(vaAdd(this.extension, 8), memory.readI32(vaAdd(this.extension, 8)) + 1);
    return status;
  }
}

/** 10: the status is in a local, which is returned. */
export class ReturnsALocal extends Keeper {
  protected override complete(irpVa: Va, { status: local, information }: Answer): NTSTATUS {
    const irp = new Irp(this.ddi.memory, irpVa);
    irp.status = local;
    irp.information = information;
    this.ddi.IoCompleteRequest(irpVa, 0);
    return local;
  }
}

/** 22: nobody looks at how CLEANUP ends (R12). */
export class CleanupFails extends Keeper {
  protected override cleanup(irp: Va): NTSTATUS {
    return this.complete(irp, fails(STATUS_INVALID_PARAMETER));
  }
}

/** S5: every request that it has a routine for. */
export class PendsEverything extends PendsInline {
  protected override setRoutines(driver: DriverObject): void {
    for (let major = 0; major <= IRP_MJ_MAXIMUM_FUNCTION; major += 1)
      this.setRoutine(driver, major, (irp) =>
        this.pending(irp, () => this.complete(irp, fails(STATUS_INVALID_PARAMETER))),
      );
    super.setRoutines(driver);
    for (const major of [IRP_MJ_CREATE, IRP_MJ_CLEANUP, IRP_MJ_CLOSE])
      this.setRoutine(driver, major, (irp) => this.pending(irp, () => this.complete(irp, done(0))));
  }
}

/** S6: gives less than it could. */
export class ShortReads extends Keeper {
  protected override give(address: Va, length: number): Answer {
    return super.give(address, Math.ceil(length / 2));
  }
}

/** S6: takes less than it could. */
export class ShortWrites extends Keeper {
  protected override take(address: Va, length: number): Answer {
    return super.take(address, Math.ceil(length / 2));
  }
}

/** S7: reads and writes fail. */
export function controlOnly(
  status: NTSTATUS,
): new (
  ...parameters: ConstructorParameters<typeof Keeper>
) => HonestDriver {
  return class extends HonestDriver {
    protected override answerRead(): Answer {
      return fails(status);
    }

    protected override answerWrite(): Answer {
      return fails(status);
    }
  };
}

/** S7: no handler for reads and writes at all. */
export class WithoutTransfers extends Keeper {
  protected override setRoutine(driver: DriverObject, major: number, routine: (irp: Va) => NTSTATUS): void {
    if (major !== IRP_MJ_READ && major !== IRP_MJ_WRITE) super.setRoutine(driver, major, routine);
  }
}

/** S17: an error of its own for length 0. */
export class RefusesNothing extends Keeper {
  protected override give(address: Va, length: number): Answer {
    return length === 0 ? fails(STATUS_INVALID_PARAMETER) : super.give(address, length);
  }

  protected override take(address: Va, length: number): Answer {
    return length === 0 ? fails(STATUS_INVALID_PARAMETER) : super.take(address, length);
  }
}

/** S17: nothing is done for length 0, with success. */
export class IgnoresNothing extends Keeper {
  protected override take(address: Va, length: number): Answer {
    return length === 0 ? done(0) : super.take(address, length);
  }
}

/** S18: −1 is the end of what is kept. */
export class AppendsAtMinusOne extends Keeper {
  protected override answerWrite(irp: Irp, location: IoStackLocation): Answer {
    if (location.byteOffset !== -1n) return super.answerWrite(irp, location);
    return this.withBuffer(irp, location, false, (address, length) => {
      const bytes = this.bytesAt(address, Math.min(length, this.roomBytes - this.kept.length));
      const joined = new Uint8Array(this.kept.length + bytes.length);
      joined.set(this.kept);
      joined.set(bytes, this.kept.length);
      this.kept = joined;
      return done(bytes.length);
    });
  }
}
