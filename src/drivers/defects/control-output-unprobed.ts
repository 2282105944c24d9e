import { Controls } from '../controls.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Writes to UserBuffer without ProbeForWrite: it may be an address of the kernel (R41, R43). */
class ControlOutputUnprobed extends Controls {
  protected override probeOutput(): void {}
}

export const controlOutputUnprobedDriver = wdmDriverModule(ControlOutputUnprobed);
