import type { DriverModule } from '../../impl/ddi/index.ts';
import { type Framework, type IoControlRequest, Ok, type Result, u32 } from '../../impl/framework/index.ts';
import { ArticleControlsDevice, articleControlsDriver } from '../article-controls.ts';

/** Stores its value in the SystemBuffer without a look at how long it is (R43). */
class ControlSizeUncheckedDevice extends ArticleControlsDevice {
  protected override give(request: IoControlRequest, value: number): Result<number> {
    this.ddi.memory.copyIn(request.irp().systemBuffer, u32.encode(value), 0, u32.sizeBytes);
    return Ok(u32.sizeBytes);
  }
}

export function controlSizeUncheckedDriver(framework: Framework): DriverModule {
  return articleControlsDriver(framework, (ddi) => new ControlSizeUncheckedDevice(ddi));
}
