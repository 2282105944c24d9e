import { DRIVER_OBJECT as LAYOUT } from '../../nt/layout.ts';
import { Structure } from '../memory/structure.ts';
import type { Va } from '../memory/va.ts';

/** A driver object: its devices and the table of its routines. */
export class DriverObject extends Structure {
  set type(value: number) {
    this.setU16(LAYOUT.Type, value);
  }

  set size(value: number) {
    this.setU16(LAYOUT.Size, value);
  }

  /** The first of the driver's devices; they are linked through NextDevice. */
  get deviceObject(): Va {
    return this.pointer(LAYOUT.DeviceObject);
  }

  set deviceObject(value: Va) {
    this.setPointer(LAYOUT.DeviceObject, value);
  }

  get driverUnload(): Va {
    return this.pointer(LAYOUT.DriverUnload);
  }

  set driverUnload(value: Va) {
    this.setPointer(LAYOUT.DriverUnload, value);
  }

  /** The code address in the slot of a major function. */
  majorFunction(major: number): Va {
    return this.pointer(LAYOUT.MajorFunction + 8 * major);
  }

  /** Sets the dispatch routine of an IRP_MJ_* code; `routine` comes from `Ddi.routine`. */
  setMajorFunction(major: number, routine: Va): void {
    this.setPointer(LAYOUT.MajorFunction + 8 * major, routine);
  }
}
