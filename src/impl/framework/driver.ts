import { IRP_MJ_MAXIMUM_FUNCTION } from '../../nt/irp.ts';
import { NT_SUCCESS, type NTSTATUS, STATUS_INSUFFICIENT_RESOURCES } from '../../nt/ntstatus.ts';
import { POOL_FLAG_NON_PAGED, poolTag } from '../../nt/pool.ts';
import { type Ddi, DriverObject, NULL_VA, type Va } from '../ddi/index.ts';
import { Device } from './device.ts';
import { Access, type DeviceOptions } from './device-options.ts';
import type { Dispatch, Dispatcher } from './dispatch.ts';
import { HostedDevice } from './hosted-device.ts';
import { NtError } from './nt-error.ts';
import { Err, Ok, type Result } from './result.ts';
import { SymbolicLink } from './symbolic-link.ts';
import { allocateUnicodeString, freeUnicodeString } from './unicode-string.ts';

const TAG = poolTag('Driv');
const POINTER_BYTES = 8;

/** A driver on the framework: its driver object, its devices and its links. */
export class Driver {
  readonly ddi: Ddi;
  /** Its DRIVER_OBJECT. */
  readonly va: Va;
  readonly #hosts: HostedDevice[] = [];
  readonly #links: SymbolicLink[] = [];

  /** Fills every slot of the driver object's dispatch table, and DriverUnload. */
  constructor(ddi: Ddi, va: Va, dispatch: Dispatch) {
    this.ddi = ddi;
    this.va = va;
    const object = new DriverObject(ddi.memory, va);
    const other = this.#routine(dispatch.other);
    for (let major = 0; major <= IRP_MJ_MAXIMUM_FUNCTION; major += 1) object.setMajorFunction(major, other);
    for (const [major, dispatcher] of dispatch.byMajor) {
      object.setMajorFunction(major, this.#routine(dispatcher));
    }
    object.driverUnload = ddi.routine((): void => this.unload(), 'unload');
  }

  /** Creates a device; the status of IoCreateDevice where it fails (R2). */
  createDevice(options: DeviceOptions): Result<Device> {
    const { ddi } = this;
    const name = allocateUnicodeString(ddi, options.name);
    const pointer = ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, POINTER_BYTES, TAG);
    const status =
      name === NULL_VA || pointer === NULL_VA
        ? STATUS_INSUFFICIENT_RESOURCES
        : this.#ioCreateDevice(options, name, pointer);
    const va = NT_SUCCESS(status) ? ddi.memory.readPointer(pointer) : NULL_VA;
    if (pointer !== NULL_VA) ddi.ExFreePoolWithTag(pointer, TAG);
    freeUnicodeString(ddi, name);
    if (!NT_SUCCESS(status)) return Err(new NtError(status));
    const device = new Device(ddi, va);
    device.object().flags |= options.doFlags;
    this.#hosts.push(new HostedDevice(device, options.operations));
    return Ok(device);
  }

  /** Creates a symbolic link that is deleted when the driver is unloaded. */
  createSymbolicLink(name: string, target: string): Result<SymbolicLink> {
    const link = SymbolicLink.create(this.ddi, name, target);
    if (link.ok) this.#links.push(link.value);
    return link;
  }

  /** DriverUnload: deletes the links and the devices. */
  unload(): void {
    for (const link of this.#links.splice(0)) link.delete();
    for (const { device } of this.#hosts.splice(0)) device.delete();
  }

  #ioCreateDevice(options: DeviceOptions, name: Va, pointer: Va): NTSTATUS {
    const { deviceType, flags, access } = options;
    const exclusive = access === Access.Exclusive;
    return this.ddi.IoCreateDevice(this.va, 0, name, deviceType, flags, exclusive, pointer);
  }

  #routine(dispatcher: Dispatcher): Va {
    const { ddi } = this;
    return ddi.routine((device: Va, irp: Va): NTSTATUS => dispatcher(ddi, this.#hostAt(device), irp));
  }

  /** A driver has few devices, most often one. */
  #hostAt(va: Va): HostedDevice {
    for (const host of this.#hosts) if (host.device.va === va) return host;
    throw new RangeError('a request for a device that is not this driver’s');
  }
}
