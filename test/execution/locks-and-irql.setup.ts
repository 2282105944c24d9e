import { CaseRunner } from '../../src/execution/case-runner.ts';
import { type Ddi, type DriverModule, DriverObject, Irp, type Va } from '../../src/impl/ddi/index.ts';
import { IO_NO_INCREMENT, IRP_MJ_READ } from '../../src/nt/irp.ts';
import { type NTSTATUS, STATUS_SUCCESS } from '../../src/nt/ntstatus.ts';
import { POOL_FLAG_NON_PAGED, poolTag } from '../../src/nt/pool.ts';
import { open, read, subjectOf, traceOf, write } from '../campaign/subjects.ts';
import { replacing } from './replaced-routines.ts';

export const TAG = poolTag('Lock');

/** Completes an IRP with nothing transferred. */
export function complete(ddi: Ddi, va: Va): NTSTATUS {
  const irp = new Irp(ddi.memory, va);
  irp.status = STATUS_SUCCESS;
  irp.information = 0;
  ddi.IoCompleteRequest(va, IO_NO_INCREMENT);
  return STATUS_SUCCESS;
}

/** A driver whose reads do as `body` says, with a spin lock that lives as long as the driver; they transfer nothing. */
export function reading(body: (ddi: Ddi, lock: Va, irp: Va) => NTSTATUS): DriverModule {
  return {
    driverEntry: (ddi, va, mode) => {
      const lock = ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, 8, TAG);
      ddi.KeInitializeSpinLock(lock);
      const driver = replacing(() => ({ unload: () => ddi.ExFreePoolWithTag(lock, TAG) }));
      const status = driver.driverEntry(ddi, va, mode);
      const routine = ddi.routine((_device: Va, irp: Va): NTSTATUS => body(ddi, lock, irp));
      new DriverObject(ddi.memory, va).setMajorFunction(IRP_MJ_READ, routine);
      return status;
    },
  };
}

export const TRACE = traceOf('buffered', [open(), write({ length: 3 }), read({ length: 3 }), read()]);

export function breachesOf(driver: DriverModule): string[] {
  const breaches = new CaseRunner(subjectOf(driver)).breaches(TRACE);
  return breaches.map(({ property, reason, op }) => `${property} ${reason} at ${op}`);
}
