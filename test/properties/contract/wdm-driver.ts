import {
  type Ddi,
  DeviceObject,
  type DriverModule,
  DriverObject,
  type IoStackLocation,
  Irp,
  type Va,
} from '../../../src/impl/ddi/index.ts';
import { allocateUnicodeString, freeUnicodeString } from '../../../src/impl/framework/index.ts';
import { DO_BUFFERED_IO, DO_DIRECT_IO } from '../../../src/nt/device.ts';
import {
  IRP_MJ_CLEANUP,
  IRP_MJ_CLOSE,
  IRP_MJ_CREATE,
  IRP_MJ_READ,
  IRP_MJ_WRITE,
} from '../../../src/nt/irp.ts';
import { type NTSTATUS, STATUS_SUCCESS } from '../../../src/nt/ntstatus.ts';

/** One request as a routine of a test is given it. */
export interface Request {
  readonly ddi: Ddi;
  readonly irp: Irp;
  readonly location: IoStackLocation;
  /** Sets IoStatus and completes. Returns the status. */
  complete(information?: number, status?: NTSTATUS): NTSTATUS;
}

export type Routine = (request: Request) => NTSTATUS;

const DO_FLAGS = { buffered: DO_BUFFERED_IO, direct: DO_DIRECT_IO, neither: 0 } as const;
const succeed: Routine = ({ complete }) => complete();

/** A WDM driver that completes every request with success, but for the routines given by major function. */
export function wdmDriver(routines: Readonly<Record<number, Routine>>): DriverModule {
  return {
    driverEntry: (ddi, driverVa, mode) => {
      const name = allocateUnicodeString(ddi, '\\Device\\Example');
      const link = allocateUnicodeString(ddi, '\\??\\Example');
      const pointer = ddi.ExAllocatePool2(0x40, 8, 0);
      ddi.IoCreateDevice(driverVa, 0, name, 0x22, 0x100, false, pointer);
      ddi.IoCreateSymbolicLink(link, name);
      const device = ddi.memory.readPointer(pointer);
      ddi.ExFreePoolWithTag(pointer, 0);
      freeUnicodeString(ddi, link);
      freeUnicodeString(ddi, name);
      new DeviceObject(ddi.memory, device).flags |= DO_FLAGS[mode];
      const driver = new DriverObject(ddi.memory, driverVa);
      for (const major of [IRP_MJ_CREATE, IRP_MJ_CLEANUP, IRP_MJ_CLOSE, IRP_MJ_READ, IRP_MJ_WRITE]) {
        const routine = routines[major] ?? succeed;
        driver.setMajorFunction(
          major,
          ddi.routine((_device: Va, irp: Va) => routine(requestOf(ddi, irp))),
        );
      }
      driver.driverUnload = ddi.routine((): void => {
        const again = allocateUnicodeString(ddi, '\\??\\Example');
        ddi.IoDeleteSymbolicLink(again);
        freeUnicodeString(ddi, again);
        ddi.IoDeleteDevice(device);
      });
      return STATUS_SUCCESS;
    },
  };
}

function requestOf(ddi: Ddi, va: Va): Request {
  const irp = new Irp(ddi.memory, va);
  return {
    ddi,
    irp,
    location: irp.currentStackLocation,
    complete: (information = 0, status = STATUS_SUCCESS) => {
      irp.status = status;
      irp.information = information;
      ddi.IoCompleteRequest(va, 0);
      return status;
    },
  };
}
