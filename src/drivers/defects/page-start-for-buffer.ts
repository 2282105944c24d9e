import { type IoStackLocation, type Irp, NULL_VA, type Va } from '../../impl/ddi/index.ts';
import { PAGE_MASK } from '../../nt/page.ts';
import { WdmArticle } from '../wdm-article.ts';
import { type MappedBuffer, wdmDriverModule } from '../wdm-driver.ts';

/** Takes the start of the mapped page for that of the buffer (R75). */
class PageStartForBuffer extends WdmArticle {
  protected override bufferOf(irp: Irp, location: IoStackLocation): MappedBuffer | null {
    const buffer = super.bufferOf(irp, location);
    if (buffer === null || irp.mdlAddress === NULL_VA) return buffer;
    return { ...buffer, address: (buffer.address & ~PAGE_MASK) as Va };
  }
}

export const pageStartForBufferDriver = wdmDriverModule(PageStartForBuffer);
