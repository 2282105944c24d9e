import {
  type Ddi,
  DeviceObject,
  type DriverModule,
  DriverObject,
  Irp,
  NULL_VA,
  type Va,
} from '../impl/ddi/index.ts';
import { DO_BUFFERED_IO, DO_DEVICE_INITIALIZING, DO_DIRECT_IO } from '../nt/device.ts';
import { IRP_MJ_MAXIMUM_FUNCTION } from '../nt/irp.ts';
import { NT_SUCCESS, type NTSTATUS, STATUS_NO_SUCH_DEVICE, STATUS_SUCCESS } from '../nt/ntstatus.ts';
import { POOL_FLAG_NON_PAGED, poolTag } from '../nt/pool.ts';

/** How a filter passes IRPs on: with its own stack location, or with a copy of it in the next one (R59b). */
export type PassingOn = 'skip' | 'copy';

const TAG = poolTag('Filt');
/** A device extension: the address of the device below. */
const EXTENSION_BYTES = 8;

/** A filter driver as the WDK's toaster filter is one: it passes every IRP on and looks at none. */
class PassThroughFilter {
  readonly #ddi: Ddi;
  readonly #passOn: PassingOn;

  constructor(ddi: Ddi, passOn: PassingOn) {
    this.#ddi = ddi;
    this.#passOn = passOn;
  }

  /** DriverEntry, and AddDevice for each of the devices. */
  load(driverVa: Va, devices: readonly Va[]): NTSTATUS {
    const ddi = this.#ddi;
    const driver = new DriverObject(ddi.memory, driverVa);
    const forward = ddi.routine((device: Va, irp: Va): NTSTATUS => this.#forward(device, irp));
    for (let major = 0; major <= IRP_MJ_MAXIMUM_FUNCTION; major += 1) driver.setMajorFunction(major, forward);
    driver.driverUnload = ddi.routine((): void => this.#unload(driver), 'unload');
    for (const device of devices) {
      const status = this.#addDevice(driverVa, device);
      if (!NT_SUCCESS(status)) {
        this.#unload(driver);
        return status;
      }
    }
    return STATUS_SUCCESS;
  }

  #addDevice(driver: Va, target: Va): NTSTATUS {
    const ddi = this.#ddi;
    const pointer = ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, EXTENSION_BYTES, TAG);
    if (pointer === NULL_VA) return STATUS_NO_SUCH_DEVICE;
    const { deviceType, characteristics } = new DeviceObject(ddi.memory, target);
    const status = ddi.IoCreateDevice(
      driver,
      EXTENSION_BYTES,
      NULL_VA,
      deviceType,
      characteristics,
      false,
      pointer,
    );
    const device = ddi.memory.readPointer(pointer);
    ddi.ExFreePoolWithTag(pointer, TAG);
    if (!NT_SUCCESS(status)) return status;
    const lower = ddi.IoAttachDeviceToDeviceStack(device, target);
    if (lower === NULL_VA) {
      ddi.IoDeleteDevice(device);
      return STATUS_NO_SUCH_DEVICE;
    }
    const view = new DeviceObject(ddi.memory, device);
    ddi.memory.writePointer(view.deviceExtension, lower);
    // R33: without them the whole stack would turn into one of neither mode.
    view.flags |= new DeviceObject(ddi.memory, lower).flags & (DO_BUFFERED_IO | DO_DIRECT_IO);
    view.flags &= ~DO_DEVICE_INITIALIZING;
    return STATUS_SUCCESS;
  }

  #forward(device: Va, irpVa: Va): NTSTATUS {
    const ddi = this.#ddi;
    const irp = new Irp(ddi.memory, irpVa);
    if (this.#passOn === 'skip') irp.skipCurrentStackLocation();
    else irp.copyCurrentStackLocationToNext();
    return ddi.IoCallDriver(this.#lowerOf(device), irpVa);
  }

  #lowerOf(device: Va): Va {
    const { memory } = this.#ddi;
    return memory.readPointer(new DeviceObject(memory, device).deviceExtension);
  }

  #unload(driver: DriverObject): void {
    const ddi = this.#ddi;
    for (let device = driver.deviceObject; device !== NULL_VA; device = driver.deviceObject) {
      ddi.IoDetachDevice(this.#lowerOf(device));
      ddi.IoDeleteDevice(device);
    }
  }
}

/** A driver that stands above each of `devices` and passes every IRP on. */
export function passThroughFilter(passOn: PassingOn, devices: readonly Va[]): DriverModule {
  return {
    driverEntry: (ddi, driverObject) => new PassThroughFilter(ddi, passOn).load(driverObject, devices),
  };
}
