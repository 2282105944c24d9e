import type { NTSTATUS } from '../../nt/ntstatus.ts';
import type { BufferingMode } from '../../trace/trace.ts';
import type { Va } from '../memory/va.ts';
import type { CompiledCode } from './compiled-code.ts';
import type { Ddi } from './ddi.ts';

/** A driver as it is loaded: called once for each load, with the buffering mode the campaign asks for. */
export interface DriverModule {
  /**
   * What its code needs of the machine that it is loaded into; absent for JavaScript.
   *
   * @internal
   */
  readonly compiled?: CompiledCode;
  /**
   * DriverEntry. `mode` is what a device that supports several should set in its Flags.
   * Returns an NTSTATUS; anything but success leaves the driver unloaded (R17).
   */
  driverEntry(ddi: Ddi, driverObject: Va, mode: BufferingMode): NTSTATUS;
}
