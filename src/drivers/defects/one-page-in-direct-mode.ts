import { type IoStackLocation, type Irp, NULL_VA } from '../../impl/ddi/index.ts';
import { PAGE_MASK, PAGE_SIZE } from '../../nt/page.ts';
import { WdmArticle } from '../wdm-article.ts';
import { type MappedBuffer, wdmDriverModule } from '../wdm-driver.ts';

/** Takes the mapping of an MDL to end with its first page (R74). */
class OnePageInDirectMode extends WdmArticle {
  protected override bufferOf(irp: Irp, location: IoStackLocation): MappedBuffer | null {
    const buffer = super.bufferOf(irp, location);
    if (buffer === null || irp.mdlAddress === NULL_VA) return buffer;
    const onPage = PAGE_SIZE - (buffer.address & PAGE_MASK);
    return { ...buffer, lengthBytes: Math.min(buffer.lengthBytes, onPage) };
  }
}

export const onePageInDirectModeDriver = wdmDriverModule(OnePageInDirectMode);
