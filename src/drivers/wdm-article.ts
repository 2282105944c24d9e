import {
  type Ddi,
  DeviceObject,
  type DriverModule,
  DriverObject,
  type IoStackLocation,
  Irp,
  NULL_VA,
  type Va,
} from '../impl/ddi/index.ts';
import { allocateUnicodeString, freeUnicodeString } from '../impl/framework/index.ts';
import { DO_BUFFERED_IO, DO_DIRECT_IO, FILE_DEVICE_SECURE_OPEN, FILE_DEVICE_UNKNOWN } from '../nt/device.ts';
import {
  IO_NO_INCREMENT,
  IRP_MJ_CLEANUP,
  IRP_MJ_CLOSE,
  IRP_MJ_CREATE,
  IRP_MJ_READ,
  IRP_MJ_WRITE,
} from '../nt/irp.ts';
import { NormalPagePriority } from '../nt/mdl.ts';
import {
  NT_SUCCESS,
  type NTSTATUS,
  STATUS_END_OF_FILE,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_SUCCESS,
} from '../nt/ntstatus.ts';
import { POOL_FLAG_NON_PAGED, poolTag } from '../nt/pool.ts';
import { clampOffset } from './article.ts';
import { DEVICE_NAME, LINK_NAME } from './names.ts';

const TAG = poolTag('WdmX');
const POINTER_BYTES = 8;
/** The most a write stores, bytes (M3). */
const MAX_STORED_BYTES = 4096;

/** The buffer of a request at a system address; empty for NULL. */
interface MappedBuffer {
  readonly address: Va;
  readonly lengthBytes: number;
}

const NO_BUFFER: MappedBuffer = { address: NULL_VA, lengthBytes: 0 };

/** The article's device as a plain WDM driver: no framework, only routines, IRPs and MDLs. */
class WdmArticle {
  readonly #ddi: Ddi;
  #device: Va = NULL_VA;
  #data: Uint8Array = new Uint8Array(0);

  constructor(ddi: Ddi) {
    this.#ddi = ddi;
  }

  /** DriverEntry. Major functions it leaves alone keep the I/O manager's routine (R16). */
  load(driverVa: Va, deviceFlags: number): NTSTATUS {
    const ddi = this.#ddi;
    const status = this.#createDevice(driverVa);
    if (!NT_SUCCESS(status)) return status;
    new DeviceObject(ddi.memory, this.#device).flags |= deviceFlags;
    const driver = new DriverObject(ddi.memory, driverVa);
    const succeed = ddi.routine((_device: Va, irp: Va): NTSTATUS => this.#complete(irp, STATUS_SUCCESS, 0));
    driver.setMajorFunction(IRP_MJ_CREATE, succeed);
    driver.setMajorFunction(IRP_MJ_CLEANUP, succeed);
    driver.setMajorFunction(IRP_MJ_CLOSE, succeed);
    driver.setMajorFunction(
      IRP_MJ_READ,
      ddi.routine((_device: Va, irp: Va): NTSTATUS => this.#read(irp)),
    );
    driver.setMajorFunction(
      IRP_MJ_WRITE,
      ddi.routine((_device: Va, irp: Va): NTSTATUS => this.#write(irp)),
    );
    driver.driverUnload = ddi.routine((): void => this.#unload());
    return STATUS_SUCCESS;
  }

  #createDevice(driver: Va): NTSTATUS {
    const ddi = this.#ddi;
    const name = allocateUnicodeString(ddi, DEVICE_NAME);
    const link = allocateUnicodeString(ddi, LINK_NAME);
    const pointer = ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, POINTER_BYTES, TAG);
    let status = STATUS_INSUFFICIENT_RESOURCES;
    if (name !== NULL_VA && link !== NULL_VA && pointer !== NULL_VA) {
      status = ddi.IoCreateDevice(
        driver,
        0,
        name,
        FILE_DEVICE_UNKNOWN,
        FILE_DEVICE_SECURE_OPEN,
        false,
        pointer,
      );
      if (NT_SUCCESS(status)) {
        this.#device = ddi.memory.readPointer(pointer);
        status = ddi.IoCreateSymbolicLink(link, name);
        if (!NT_SUCCESS(status)) ddi.IoDeleteDevice(this.#device);
      }
    }
    if (pointer !== NULL_VA) ddi.ExFreePoolWithTag(pointer, TAG);
    freeUnicodeString(ddi, link);
    freeUnicodeString(ddi, name);
    return status;
  }

  #unload(): void {
    const ddi = this.#ddi;
    const link = allocateUnicodeString(ddi, LINK_NAME);
    if (link !== NULL_VA) ddi.IoDeleteSymbolicLink(link);
    freeUnicodeString(ddi, link);
    ddi.IoDeleteDevice(this.#device);
  }

  /** IRP_MJ_READ: what is stored, from the offset on (M2). */
  #read(irpVa: Va): NTSTATUS {
    const irp = new Irp(this.#ddi.memory, irpVa);
    const location = irp.currentStackLocation;
    const buffer = this.#bufferOf(irp, location);
    if (buffer === null) return this.#complete(irpVa, STATUS_INSUFFICIENT_RESOURCES, 0);
    const offset = clampOffset(location.byteOffset, this.#data.length);
    const size = Math.min(buffer.lengthBytes, this.#data.length - offset);
    this.#ddi.memory.copyIn(buffer.address, this.#data, offset, size);
    return this.#complete(irpVa, STATUS_SUCCESS, size);
  }

  /** IRP_MJ_WRITE: replaces what is stored; at offset 0 or below alone (M3, M8). */
  #write(irpVa: Va): NTSTATUS {
    const irp = new Irp(this.#ddi.memory, irpVa);
    const location = irp.currentStackLocation;
    const buffer = this.#bufferOf(irp, location);
    if (buffer === null) return this.#complete(irpVa, STATUS_INSUFFICIENT_RESOURCES, 0);
    if (location.byteOffset > 0n) return this.#complete(irpVa, STATUS_END_OF_FILE, 0);
    const size = Math.min(buffer.lengthBytes, MAX_STORED_BYTES);
    this.#data = new Uint8Array(size);
    this.#ddi.memory.copyOut(buffer.address, this.#data, 0, size);
    return this.#complete(irpVa, STATUS_SUCCESS, size);
  }

  /**
   * The SystemBuffer, or the MDL mapped into system space; null when that fails (M10). A UserBuffer, all there
   * is in neither mode, is not touched (M5).
   */
  #bufferOf(irp: Irp, location: IoStackLocation): MappedBuffer | null {
    const { mdlAddress, systemBuffer } = irp;
    if (mdlAddress !== NULL_VA) {
      const address = this.#ddi.MmGetSystemAddressForMdlSafe(mdlAddress, NormalPagePriority);
      return address === NULL_VA ? null : { address, lengthBytes: location.length };
    }
    return systemBuffer === NULL_VA ? NO_BUFFER : { address: systemBuffer, lengthBytes: location.length };
  }

  /** Completes an IRP; it may not be touched any more (R57). Returns the status for the dispatch routine. */
  #complete(irpVa: Va, status: NTSTATUS, information: number): NTSTATUS {
    const irp = new Irp(this.#ddi.memory, irpVa);
    irp.status = status;
    irp.information = information;
    this.#ddi.IoCompleteRequest(irpVa, IO_NO_INCREMENT);
    return status;
  }
}

const DO_FLAGS = { buffered: DO_BUFFERED_IO, direct: DO_DIRECT_IO, neither: 0 } as const;

/** A driver with the article's device that uses the kernel's routines directly. */
export const wdmArticleDriver: DriverModule = {
  driverEntry: (ddi, driverObject, mode) => new WdmArticle(ddi).load(driverObject, DO_FLAGS[mode]),
};
