import { type Va, vaAdd } from '../../impl/ddi/index.ts';
import { NT_SUCCESS } from '../../nt/ntstatus.ts';
import { PAGE_SIZE } from '../../nt/page.ts';
import { type Pages, Partial } from '../partial.ts';
import { type Answer, transferred, wdmDriverModule } from '../wdm-driver.ts';

/** Counts the pages of a buffer by its length, wherever in its first page it begins (R68). */
class PagesByLength extends Partial {
  protected override transferEach(source: Va, partial: Va, start: Va, pages: Pages): Answer {
    let answer = transferred(0);
    let left = Math.ceil(pages.sizeBytes / PAGE_SIZE);
    for (; NT_SUCCESS(answer.status) && left > 0; left -= 1) {
      const done = answer.information;
      answer = this.transferPage(source, partial, vaAdd(start, done), done, pages);
    }
    return answer;
  }
}

export const pagesByLengthDriver = wdmDriverModule(PagesByLength);
