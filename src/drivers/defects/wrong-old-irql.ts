import { Disk } from '../disk.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Takes the IRQL to go back to only when the spin lock has raised it already (W4). */
class WrongOldIrql extends Disk {
  protected override lock(): void {
    super.lock();
    this.oldIrql = this.ddi.KeGetCurrentIrql();
  }
}

export const wrongOldIrqlDriver = wdmDriverModule(WrongOldIrql);
