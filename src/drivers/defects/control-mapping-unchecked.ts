import { type Irp, NULL_VA, type Va } from '../../impl/ddi/index.ts';
import { NormalPagePriority } from '../../nt/mdl.ts';
import { Controls } from '../controls.ts';
import { type Answer, wdmDriverModule } from '../wdm-driver.ts';

/** Takes the second buffer to be mapped (R75). */
class ControlMappingUnchecked extends Controls {
  protected override withMapped(irp: Irp, action: (address: Va) => Answer): Answer {
    const { mdlAddress } = irp;
    if (mdlAddress === NULL_VA) return action(NULL_VA);
    return action(this.ddi.MmGetSystemAddressForMdlSafe(mdlAddress, NormalPagePriority));
  }
}

export const controlMappingUncheckedDriver = wdmDriverModule(ControlMappingUnchecked);
