import type { IoStackLocation, Irp } from '../../impl/ddi/index.ts';
import { WdmArticle } from '../wdm-article.ts';
import { type Answer, transferred, wdmDriverModule } from '../wdm-driver.ts';

/** Claims all bytes of a write whose buffer could not be mapped, and stores none of them (M3, M10). */
class WriteLostUnmapped extends WdmArticle {
  protected override answerWrite(irp: Irp, location: IoStackLocation): Answer {
    const buffer = this.bufferOf(irp, location);
    return buffer === null ? transferred(location.length) : super.answerWrite(irp, location);
  }
}

export const writeLostUnmappedDriver = wdmDriverModule(WriteLostUnmapped);
