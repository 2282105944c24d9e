import { Controls } from '../../src/drivers/controls.ts';
import { WdmArticle } from '../../src/drivers/wdm-article.ts';
import { answerOf, transferred, wdmDriverModule } from '../../src/drivers/wdm-driver.ts';
import { type DriverModule, Irp, type Va } from '../../src/impl/ddi/index.ts';
import { type NTSTATUS, STATUS_CANCELLED, STATUS_PENDING } from '../../src/nt/ntstatus.ts';
import { withRoutine } from './subjects.ts';

/** Marks an IRP pending, as a driver does that completes it later. */
function pend(memory: Irp['memory'], irp: Va): NTSTATUS {
  new Irp(memory, irp).markPending();
  return STATUS_PENDING;
}

/** An honest driver in the way of a pipe: a read waits for the next write, or for the last handle of its open. */
class Pipe extends WdmArticle {
  readonly #waiting: Va[] = [];

  protected override read(irp: Va): NTSTATUS {
    this.#waiting.push(irp);
    return pend(this.ddi.memory, irp);
  }

  protected override write(irp: Va): NTSTATUS {
    for (const each of this.#waiting.splice(0)) this.complete(each, transferred(0));
    return super.write(irp);
  }

  protected override cleanup(irp: Va): NTSTATUS {
    const fileOf = (each: Va): Va => new Irp(this.ddi.memory, each).currentStackLocation.fileObject;
    const file = fileOf(irp);
    for (const each of this.#waiting.splice(0)) {
      if (fileOf(each) === file) this.complete(each, answerOf(STATUS_CANCELLED));
      else this.#waiting.push(each);
    }
    return super.cleanup(irp);
  }
}

export const pipeDriver = wdmDriverModule(Pipe);

/** Marks every read and write pending, and has completed it when its routine returns. */
class CompletesPended extends WdmArticle {
  protected override read(irp: Va): NTSTATUS {
    return this.#pended(irp, () => super.read(irp));
  }

  protected override write(irp: Va): NTSTATUS {
    return this.#pended(irp, () => super.write(irp));
  }

  #pended(irp: Va, request: () => NTSTATUS): NTSTATUS {
    const status = pend(this.ddi.memory, irp);
    request();
    return status;
  }
}

export const completesPendedDriver = wdmDriverModule(CompletesPended);

/** Likewise every control request. */
class CompletesPendedControls extends Controls {
  protected override control(irp: Va): NTSTATUS {
    const status = pend(this.ddi.memory, irp);
    super.control(irp);
    return status;
  }
}

export const completesPendedControlsDriver = wdmDriverModule(CompletesPendedControls);

/** Pends reads of one byte alone. */
class PendsSometimes extends WdmArticle {
  protected override read(irp: Va): NTSTATUS {
    const { length } = new Irp(this.ddi.memory, irp).currentStackLocation;
    return length === 1 ? pend(this.ddi.memory, irp) : super.read(irp);
  }
}

export const pendsSometimesDriver = wdmDriverModule(PendsSometimes);

/** As the one before, with a real defect: a write returns another status than the one it completes with. */
class PendsAndErrs extends PendsSometimes {
  protected override write(irp: Va): NTSTATUS {
    super.write(irp);
    return STATUS_CANCELLED;
  }
}

export const pendsAndErrsDriver = wdmDriverModule(PendsAndErrs);

/** Writes beyond the SystemBuffer of a read, which it then pends. */
class OverrunsAndPends extends WdmArticle {
  protected override read(irpVa: Va): NTSTATUS {
    const { memory } = this.ddi;
    const irp = new Irp(memory, irpVa);
    const { length } = irp.currentStackLocation;
    if (length > 0 && irp.systemBuffer !== 0) memory.fill(irp.systemBuffer, 0x41, length + 1);
    return pend(memory, irpVa);
  }
}

export const overrunsAndPendsDriver = wdmDriverModule(OverrunsAndPends);

/** The article's driver whose routine for a major function pends every request as it may, marked. */
export function markedPendingDriver(majorFunction: number): DriverModule {
  return withRoutine(majorFunction, (ddi) => (_device, irp) => pend(ddi.memory, irp));
}

/** The article's driver whose routine for a major function pends the requests of other loads than the first. */
export function pendsWhenLoadedAgain(majorFunction: number): DriverModule {
  let loads = 0;
  return withRoutine(majorFunction, (ddi, original) => {
    loads += 1;
    const pends = loads % 2 === 0;
    return (device, irp) => (pends ? pend(ddi.memory, irp) : original(device, irp));
  });
}
