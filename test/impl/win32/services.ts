import { articleDriver } from '../../../src/drivers/article.ts';
import { type DriverModule, DriverObject } from '../../../src/impl/ddi/index.ts';
import { framework } from '../../../src/impl/framework/index.ts';
import { SimulatedMachine } from '../../../src/impl/machine.ts';
import { Sc } from '../../../src/impl/win32/sc.ts';
import { ServiceControlManager } from '../../../src/impl/win32/service-control.ts';
import { STATUS_DEVICE_NOT_READY, STATUS_SUCCESS } from '../../../src/nt/ntstatus.ts';
import { DEFAULT_DIALECT, PLAIN_MACHINE } from '../../../src/trace/trace.ts';

/** Images by their paths. */
const IMAGES: Readonly<Record<string, DriverModule>> = {
  article: articleDriver(framework),
  /** Its DriverEntry fails. */
  failing: { driverEntry: () => STATUS_DEVICE_NOT_READY },
  /** It has no DriverUnload. */
  staying: { driverEntry: () => STATUS_SUCCESS },
  throwing: {
    driverEntry: () => {
      throw new Error('out of order');
    },
  },
  /** Its DriverUnload stops the machine. */
  'dies-at-unload': {
    driverEntry: (ddi, va) => {
      new DriverObject(ddi.memory, va).driverUnload = ddi.routine((): void => {
        ddi.KeBugCheckEx(0xe2, 1, 2, 3, 4);
      }, 'unload');
      return STATUS_SUCCESS;
    },
  },
};

/** A machine that was just restarted, with its service control. */
export function services(): { machine: SimulatedMachine; manager: ServiceControlManager; sc: Sc } {
  const machine = new SimulatedMachine();
  machine.restart(PLAIN_MACHINE, DEFAULT_DIALECT, 'judge');
  const manager = new ServiceControlManager(machine, (path) => IMAGES[path] ?? null, 'buffered');
  return { machine, manager, sc: new Sc(machine, manager) };
}
