import { type NTSTATUS, STATUS_QUOTA_EXCEEDED } from '../../nt/ntstatus.ts';
import { Budget } from '../budget.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Counts in the units of all what it then refuses (G12). */
class RefusalKeepsTotal extends Budget {
  protected override giveBack(): NTSTATUS {
    return STATUS_QUOTA_EXCEEDED;
  }
}

export const refusalKeepsTotalDriver = wdmDriverModule(RefusalKeepsTotal);
