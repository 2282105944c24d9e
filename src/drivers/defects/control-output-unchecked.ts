import type { Va } from '../../impl/ddi/index.ts';
import { Controls } from '../controls.ts';
import { type Answer, transferred, wdmDriverModule } from '../wdm-driver.ts';

/** Gives all that is stored, however short the caller's output is (R43). */
class ControlOutputUnchecked extends Controls {
  protected override give(address: Va): Answer {
    this.ddi.memory.copyIn(address, this.stored, 0, this.stored.length);
    return transferred(this.stored.length);
  }
}

export const controlOutputUncheckedDriver = wdmDriverModule(ControlOutputUnchecked);
