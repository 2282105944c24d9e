import { Controls } from '../controls.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Reads from Type3InputBuffer without ProbeForRead: it may be an address of the kernel (R41, R43). */
class ControlType3Unprobed extends Controls {
  protected override probeInput(): void {}
}

export const controlType3UnprobedDriver = wdmDriverModule(ControlType3Unprobed);
