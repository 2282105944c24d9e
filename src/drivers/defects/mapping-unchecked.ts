import { type IoStackLocation, type Irp, NULL_VA } from '../../impl/ddi/index.ts';
import { WdmArticle } from '../wdm-article.ts';
import { type MappedBuffer, wdmDriverModule } from '../wdm-driver.ts';

/** Takes the NULL of a failed MmGetSystemAddressForMdlSafe for an address (R75, G9). */
class MappingUnchecked extends WdmArticle {
  protected override bufferOf(irp: Irp, location: IoStackLocation): MappedBuffer {
    return super.bufferOf(irp, location) ?? { address: NULL_VA, lengthBytes: location.length };
  }
}

export const mappingUncheckedDriver = wdmDriverModule(MappingUnchecked);
