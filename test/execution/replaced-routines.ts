import { ArticleDevice } from '../../src/drivers/article.ts';
import {
  type Ddi,
  type DriverModule,
  DriverObject,
  type IoStackLocation,
  Irp,
  NULL_VA,
  type Va,
} from '../../src/impl/ddi/index.ts';
import { Access, DeviceFlags, DeviceType, defineDriver, doFlagsOf } from '../../src/impl/framework/index.ts';
import { IO_NO_INCREMENT, IRP_MJ_READ, IRP_MJ_WRITE } from '../../src/nt/irp.ts';
import { type NTSTATUS, STATUS_SUCCESS } from '../../src/nt/ntstatus.ts';

/** What a routine of a test answers: bytes of a successful transfer, or an error. */
type Answer = number | { readonly status: NTSTATUS };

/** Answers one IRP, whose stack location is the current one. The IRP is then completed with the answer. */
export type Answering = (irp: Irp, location: IoStackLocation) => Answer;

export interface Replacements {
  readonly read?: Answering;
  readonly write?: Answering;
  /** Runs after a read or a write was completed. */
  readonly completed?: () => void;
  /** Runs before the driver deletes its link and its device; null for a driver without DriverUnload. */
  readonly unload?: (() => void) | null;
}

/** The article's driver with some routines replaced by a test's own, on the ddi alone; made anew at each load. */
export function replacing(make: (ddi: Ddi, driver: Va) => Replacements): DriverModule {
  return defineDriver((driver, mode) => {
    const { ddi } = driver;
    const device = driver.createDevice({
      name: '\\Device\\Example',
      deviceType: DeviceType.Unknown,
      flags: DeviceFlags.SECURE_OPEN,
      doFlags: doFlagsOf(mode),
      access: Access.NonExclusive,
      operations: new ArticleDevice(),
    });
    const { read, write, completed, unload } = make(ddi, driver.va);
    const object = new DriverObject(ddi.memory, driver.va);
    const routine = (answering: Answering): Va =>
      ddi.routine((_device: Va, va: Va): NTSTATUS => {
        const irp = new Irp(ddi.memory, va);
        const answer = answering(irp, irp.currentStackLocation);
        const status = typeof answer === 'number' ? STATUS_SUCCESS : answer.status;
        irp.status = status;
        irp.information = typeof answer === 'number' ? answer : 0;
        ddi.IoCompleteRequest(va, IO_NO_INCREMENT);
        completed?.();
        return status;
      });
    if (read !== undefined) object.setMajorFunction(IRP_MJ_READ, routine(read));
    if (write !== undefined) object.setMajorFunction(IRP_MJ_WRITE, routine(write));
    if (unload === null) object.driverUnload = NULL_VA;
    else if (unload !== undefined) {
      object.driverUnload = ddi.routine((): void => {
        unload();
        driver.unload();
      }, 'unload');
    }
    return device.ok ? driver.createSymbolicLink('\\??\\Example', '\\Device\\Example') : device;
  });
}
