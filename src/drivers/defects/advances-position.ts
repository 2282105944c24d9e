import { FileObject, type IoStackLocation, type Irp } from '../../impl/ddi/index.ts';
import { WdmArticle } from '../wdm-article.ts';
import { type Answer, wdmDriverModule } from '../wdm-driver.ts';

/** Moves the file position by what a write stored, which this device does not (M7, R28). */
export class AdvancesPosition extends WdmArticle {
  protected override answerWrite(irp: Irp, location: IoStackLocation): Answer {
    const answer = super.answerWrite(irp, location);
    const file = new FileObject(this.ddi.memory, location.fileObject);
    file.currentByteOffset += BigInt(answer.information);
    return answer;
  }
}

export const advancesPositionDriver = wdmDriverModule(AdvancesPosition);
