import { type DriverObject, type IoStackLocation, Irp, type Va } from '../impl/ddi/index.ts';
import { IRP_MJ_DEVICE_CONTROL, IRP_MJ_FILE_SYSTEM_CONTROL } from '../nt/irp.ts';
import type { NTSTATUS } from '../nt/ntstatus.ts';
import { type Answer, transferred, WdmDriver } from './wdm-driver.ts';

/** A plain WDM device for control requests, by either of their majors; its reads and writes move nothing. */
export abstract class ControlDriver extends WdmDriver {
  protected override setRoutines(driver: DriverObject): void {
    super.setRoutines(driver);
    for (const major of [IRP_MJ_DEVICE_CONTROL, IRP_MJ_FILE_SYSTEM_CONTROL])
      this.setRoutine(driver, major, (irp) => this.control(irp));
  }

  protected override answerRead(): Answer {
    return transferred(0);
  }

  protected override answerWrite(): Answer {
    return transferred(0);
  }

  protected control(irpVa: Va): NTSTATUS {
    const irp = new Irp(this.ddi.memory, irpVa);
    return this.complete(irpVa, this.answerControl(irp, irp.currentStackLocation));
  }

  /** What a control request is completed with. */
  protected abstract answerControl(irp: Irp, location: IoStackLocation): Answer;
}
