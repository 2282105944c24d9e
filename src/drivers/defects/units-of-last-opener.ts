import { type FileObject, type IoStackLocation, NULL_VA, type Va } from '../../impl/ddi/index.ts';
import type { NTSTATUS } from '../../nt/ntstatus.ts';
import { Budget } from '../budget.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Shows the units of whoever opened it last, whichever open asks, until a handle is closed (R8). */
class UnitsOfLastOpener extends Budget {
  protected last: Va = NULL_VA;

  protected override keepContext(file: FileObject, context: Va): void {
    super.keepContext(file, context);
    this.last = context;
  }

  protected override cleanup(irpVa: Va): NTSTATUS {
    this.last = NULL_VA;
    return super.cleanup(irpVa);
  }

  protected override contextToShow(location: IoStackLocation): Va {
    return this.last === NULL_VA ? super.contextToShow(location) : this.last;
  }
}

export const unitsOfLastOpenerDriver = wdmDriverModule(UnitsOfLastOpener);
