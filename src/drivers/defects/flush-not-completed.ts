import type { DriverObject } from '../../impl/ddi/index.ts';
import { IRP_MJ_FLUSH_BUFFERS } from '../../nt/irp.ts';
import { STATUS_SUCCESS } from '../../nt/ntstatus.ts';
import { WdmArticle } from '../wdm-article.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Has a routine for flushes, with nothing to flush, that does not complete them (0xC9/0x226, G5). */
class FlushNotCompleted extends WdmArticle {
  protected override setRoutines(driver: DriverObject): void {
    super.setRoutines(driver);
    this.setRoutine(driver, IRP_MJ_FLUSH_BUFFERS, () => STATUS_SUCCESS);
  }
}

export const flushNotCompletedDriver = wdmDriverModule(FlushNotCompleted);
