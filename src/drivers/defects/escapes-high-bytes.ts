import type { DriverModule } from '../../impl/ddi/index.ts';
import type { Framework, UserPtr } from '../../impl/framework/index.ts';
import { ArticleDevice } from '../article.ts';
import { exampleDriver } from '../example-device.ts';

/** Takes bytes from 0xF0 on for what begins an escape, and leaves them out (M3). */
class EscapesHighBytes extends ArticleDevice {
  protected override store(userPtr: UserPtr): number {
    const size = super.store(userPtr);
    this.data = this.data.filter((byte) => byte < 0xf0);
    return size;
  }
}

export function escapesHighBytesDriver(framework: Framework): DriverModule {
  return exampleDriver(framework, () => new EscapesHighBytes());
}
