import type { DriverModule } from '../../impl/ddi/index.ts';
import type { Framework, ReadRequest } from '../../impl/framework/index.ts';
import { ArticleDevice } from '../article.ts';
import { exampleDriver } from '../example-device.ts';

/** Reads from the start of what is stored, wherever the caller wants to read (M1, G4). */
class ReadOffsetIgnoredDevice extends ArticleDevice {
  protected override copyStored(request: ReadRequest): number {
    const slice = request.userPtr().asMutSlice();
    const size = Math.min(slice.length, this.data.length);
    slice.copyFrom(this.data, 0, size);
    return size;
  }
}

export function readOffsetIgnoredDriver(framework: Framework): DriverModule {
  return exampleDriver(framework, () => new ReadOffsetIgnoredDevice());
}
