import type { Va } from '../../impl/ddi/index.ts';
import { Controls } from '../controls.ts';
import { type Answer, wdmDriverModule } from '../wdm-driver.ts';

/** Wipes the second buffer of METHOD_IN_DIRECT once it is stored: its pages are locked for reading (R43, R83). */
class ControlSecondBufferWritten extends Controls {
  protected override store(address: Va, lengthBytes: number): Answer {
    const answer = super.store(address, lengthBytes);
    this.ddi.memory.fill(address, 0, lengthBytes);
    return answer;
  }
}

export const controlSecondBufferWrittenDriver = wdmDriverModule(ControlSecondBufferWritten);
