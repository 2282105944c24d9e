import { type Answer, transferred, WdmDriver, wdmDriverModule } from '../../../src/drivers/wdm-driver.ts';
import {
  type Ddi,
  type DriverModule,
  type DriverObject,
  type IoStackLocation,
  Irp,
  type Va,
} from '../../../src/impl/ddi/index.ts';
import { type NTSTATUS, STATUS_SUCCESS } from '../../../src/nt/ntstatus.ts';

/** One request as a routine of a test is given it. */
export interface Request {
  readonly ddi: Ddi;
  readonly irp: Irp;
  readonly location: IoStackLocation;
  /** Sets IoStatus and completes. Returns the status. */
  complete(information?: number, status?: NTSTATUS): NTSTATUS;
}

export type Routine = (request: Request) => NTSTATUS;

/** A WDM driver that completes every request with success, but for the routines given by major function. */
export function wdmDriver(routines: Readonly<Record<number, Routine>>): DriverModule {
  class Routed extends WdmDriver {
    protected override answerRead(): Answer {
      return transferred(0);
    }

    protected override answerWrite(): Answer {
      return transferred(0);
    }

    protected override setRoutines(driver: DriverObject): void {
      super.setRoutines(driver);
      for (const [major, routine] of Object.entries(routines)) {
        this.setRoutine(driver, Number(major), (irp) => routine(requestOf(this.ddi, irp)));
      }
    }
  }
  return wdmDriverModule(Routed);
}

function requestOf(ddi: Ddi, va: Va): Request {
  const irp = new Irp(ddi.memory, va);
  return {
    ddi,
    irp,
    location: irp.currentStackLocation,
    complete: (information = 0, status = STATUS_SUCCESS) => {
      irp.status = status;
      irp.information = information;
      ddi.IoCompleteRequest(va, 0);
      return status;
    },
  };
}
