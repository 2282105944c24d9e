import { IRP_MJ_SET_INFORMATION } from '../../nt/irp.ts';
import { STATUS_INVALID_DEVICE_REQUEST } from '../../nt/ntstatus.ts';
import { ScratchUnchecked } from '../scratch-unchecked.ts';
import { answerOf, wdmDriverModule } from '../wdm-driver.ts';

/** Refuses to set information, with a note of it in pool that it may not have. */
class SetScratchUnchecked extends ScratchUnchecked {
  protected override readonly major = IRP_MJ_SET_INFORMATION;
  protected override readonly answer = answerOf(STATUS_INVALID_DEVICE_REQUEST);
}

export const setScratchUncheckedDriver = wdmDriverModule(SetScratchUnchecked);
