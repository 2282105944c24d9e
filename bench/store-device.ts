import { ArticleDevice } from '../src/drivers/article.ts';
import { exampleDriver } from '../src/drivers/example-device.ts';
import type { DriverModule } from '../src/impl/ddi/index.ts';
import { type Device, framework, Ok, type Result, type WriteRequest } from '../src/impl/framework/index.ts';

/** The article's device without its limit of 4096 bytes: reads are the article's own code. */
class StoreDevice extends ArticleDevice {
  constructor(data: Uint8Array) {
    super();
    this.data = data;
  }

  get stored(): Uint8Array {
    return this.data;
  }

  override write(_device: Device, request: WriteRequest): Result<void> {
    this.data = request.userPtr().asSlice().toBytes();
    request.complete(Ok(this.data.length));
    return Ok();
  }
}

/** A driver with this device, for one machine. */
export class StoreDriver {
  readonly module: DriverModule;
  #device: StoreDevice | null = null;

  /** At each load the device holds `data`. */
  constructor(data: Uint8Array) {
    this.module = exampleDriver(framework, () => {
      this.#device = new StoreDevice(data);
      return this.#device;
    });
  }

  /** What the device holds now. */
  get stored(): Uint8Array {
    return this.#device?.stored ?? new Uint8Array(0);
  }
}
