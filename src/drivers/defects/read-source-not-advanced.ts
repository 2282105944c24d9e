import type { DriverModule } from '../../impl/ddi/index.ts';
import type { Framework, ReadRequest } from '../../impl/framework/index.ts';
import { ArticleDevice, clampOffset } from '../article.ts';
import { exampleDriver } from '../example-device.ts';

/** Counts the bytes from the offset on, and copies them from the start (M2). */
class ReadSourceNotAdvancedDevice extends ArticleDevice {
  protected override copyStored(request: ReadRequest): number {
    const slice = request.userPtr().asMutSlice();
    const offset = clampOffset(request.offset(), this.data.length);
    const size = Math.min(slice.length, this.data.length - offset);
    slice.copyFrom(this.data, 0, size);
    return size;
  }
}

export function readSourceNotAdvancedDriver(framework: Framework): DriverModule {
  return exampleDriver(framework, () => new ReadSourceNotAdvancedDevice());
}
