import { clampOffset } from '../article.ts';
import { WdmArticle } from '../wdm-article.ts';
import { type Answer, type MappedBuffer, transferred, wdmDriverModule } from '../wdm-driver.ts';

/** Copies all that is stored from the offset on, whatever the length of the read (R36). */
class CopiesAll extends WdmArticle {
  protected override copyStored(buffer: MappedBuffer, byteOffset: bigint): Answer {
    const offset = clampOffset(byteOffset, this.data.length);
    const size = this.data.length - offset;
    this.ddi.memory.copyIn(buffer.address, this.data, offset, size);
    return transferred(size);
  }
}

export const copiesAllDriver = wdmDriverModule(CopiesAll);
