import { wdmDriverModule } from '../wdm-driver.ts';
import { Zero } from '../zero.ts';

/** Leaves its link behind when it is unloaded: the next load can't make it (R1). */
class LinkLeft extends Zero {
  protected override deleteLink(): void {}
}

export const linkLeftDriver = wdmDriverModule(LinkLeft);
