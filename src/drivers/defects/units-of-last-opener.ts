import { type FileObject, NULL_VA, type Va } from '../../impl/ddi/index.ts';
import { Budget } from '../budget.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Shows the units of whoever opened it last, whichever open asks (R8). */
class UnitsOfLastOpener extends Budget {
  protected last: Va = NULL_VA;

  protected override keepContext(file: FileObject, context: Va): void {
    super.keepContext(file, context);
    this.last = context;
  }

  protected override contextToShow(): Va {
    return this.last;
  }
}

export const unitsOfLastOpenerDriver = wdmDriverModule(UnitsOfLastOpener);
