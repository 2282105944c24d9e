import { Structures } from '../structures.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Probes the caller's structure, and not what the pointer in it leads to (R22). */
class EmbeddedPointerUnprobed extends Structures {
  protected override probe(): void {}
}

export const embeddedPointerUnprobedDriver = wdmDriverModule(EmbeddedPointerUnprobed);
