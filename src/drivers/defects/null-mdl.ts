import { type IoStackLocation, type Irp, NULL_VA } from '../../impl/ddi/index.ts';
import { NormalPagePriority } from '../../nt/mdl.ts';
import { WdmArticle } from '../wdm-article.ts';
import { type MappedBuffer, wdmDriverModule } from '../wdm-driver.ts';

/** Takes it for granted that a direct request has an MDL, which one of no bytes has not (R39, G10). */
class NullMdl extends WdmArticle {
  protected override bufferOf(irp: Irp, location: IoStackLocation): MappedBuffer | null {
    if (this.mode !== 'direct') return super.bufferOf(irp, location);
    const address = this.ddi.MmGetSystemAddressForMdlSafe(irp.mdlAddress, NormalPagePriority);
    return address === NULL_VA ? null : { address, lengthBytes: location.length };
  }
}

export const nullMdlDriver = wdmDriverModule(NullMdl);
