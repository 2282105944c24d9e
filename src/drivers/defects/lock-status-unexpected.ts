import { RaisedException } from '../../impl/ddi/index.ts';
import { STATUS_ACCESS_VIOLATION } from '../../nt/ntstatus.ts';
import { PerFile } from '../per-file.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Takes it that MmProbeAndLockPages raises STATUS_ACCESS_VIOLATION and nothing else (R71). */
class LockStatusUnexpected extends PerFile {
  protected override isExpected(error: unknown): error is RaisedException {
    return error instanceof RaisedException && error.status === STATUS_ACCESS_VIOLATION;
  }
}

export const lockStatusUnexpectedDriver = wdmDriverModule(LockStatusUnexpected);
