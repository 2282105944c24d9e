import { WdmArticle } from '../wdm-article.ts';
import { type Answer, type MappedBuffer, wdmDriverModule } from '../wdm-driver.ts';

/** Wipes the buffer of a write once it is stored: in direct mode, the caller’s own memory (R83). */
class WritesToWriteBuffer extends WdmArticle {
  protected override store(buffer: MappedBuffer): Answer {
    const answer = super.store(buffer);
    this.ddi.memory.fill(buffer.address, 0, answer.information);
    return answer;
  }
}

export const writesToWriteBufferDriver = wdmDriverModule(WritesToWriteBuffer);
