import { type NTSTATUS, STATUS_SUCCESS } from '../../nt/ntstatus.ts';
import type { BufferingMode } from '../../trace/trace.ts';
import type { Ddi, DriverModule, Va } from '../ddi/index.ts';
import { DISPATCH, type Dispatch } from './dispatch.ts';
import { Driver } from './driver.ts';
import type { Result } from './result.ts';

/**
 * DriverEntry of a driver on the framework: creates its devices, with fresh state, and its links. An `Err`
 * leaves the driver unloaded.
 *
 * @param mode what the campaign asks for; `doFlagsOf(mode)` are the device's flags for it
 */
export type DriverInit = (driver: Driver, mode: BufferingMode) => Result<unknown>;

/** An implementation of the article's API: the same devices run on any. */
export interface Framework {
  /** A driver as it is loaded. */
  defineDriver(init: DriverInit): DriverModule;
}

/** A framework that answers IRPs with `dispatch`. */
export function createFramework(dispatch: Dispatch): Framework {
  return {
    defineDriver: (init) => ({
      driverEntry: (ddi: Ddi, driverObject: Va, mode: BufferingMode): NTSTATUS => {
        const driver = new Driver(ddi, driverObject, dispatch);
        const result = init(driver, mode);
        if (result.ok) return STATUS_SUCCESS;
        driver.unload();
        return result.error.status;
      },
    }),
  };
}

/** The framework as it should be: by M1 to M10. */
export const framework: Framework = createFramework(DISPATCH);

/** A driver on the framework, ready to be loaded. */
export function defineDriver(init: DriverInit): DriverModule {
  return framework.defineDriver(init);
}
