import type { DriverModule } from '../../impl/ddi/index.ts';
import type { Framework, ReadRequest } from '../../impl/framework/index.ts';
import { ArticleDevice } from '../article.ts';
import { exampleDriver } from '../example-device.ts';

/** Counts a negative offset, which some versions of Windows pass on, from the end of the data (R23a). */
class NegativeReadOffsetDevice extends ArticleDevice {
  protected override copyStored(request: ReadRequest): number {
    const slice = request.userPtr().asMutSlice();
    const rest = this.data.subarray(Number(request.offset()));
    const size = Math.min(slice.length, rest.length);
    slice.copyFrom(rest, 0, size);
    return size;
  }
}

export function negativeReadOffsetDriver(framework: Framework): DriverModule {
  return exampleDriver(framework, () => new NegativeReadOffsetDevice());
}
