import { IRP_MJ_FLUSH_BUFFERS } from '../../nt/irp.ts';
import { STATUS_INVALID_DEVICE_REQUEST } from '../../nt/ntstatus.ts';
import { ScratchUnchecked } from '../scratch-unchecked.ts';
import { answerOf, wdmDriverModule } from '../wdm-driver.ts';

/** Refuses a flush, with a note of it in pool that it may not have. */
class FlushScratchUnchecked extends ScratchUnchecked {
  protected override readonly major = IRP_MJ_FLUSH_BUFFERS;
  protected override readonly answer = answerOf(STATUS_INVALID_DEVICE_REQUEST);
}

export const flushScratchUncheckedDriver = wdmDriverModule(FlushScratchUnchecked);
