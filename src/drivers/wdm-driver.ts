import {
  type Ddi,
  DeviceObject,
  type DriverModule,
  DriverObject,
  type IoStackLocation,
  Irp,
  NULL_VA,
  RaisedException,
  type Va,
} from '../impl/ddi/index.ts';
import { allocateUnicodeString, type BufferingMode, freeUnicodeString } from '../impl/framework/index.ts';
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
import { NT_SUCCESS, type NTSTATUS, STATUS_INSUFFICIENT_RESOURCES, STATUS_SUCCESS } from '../nt/ntstatus.ts';
import { POOL_FLAG_NON_PAGED, poolTag } from '../nt/pool.ts';
import { DEVICE_NAME, LINK_NAME } from './names.ts';

const TAG = poolTag('WdmX');
const POINTER_BYTES = 8;
const DO_FLAGS = { buffered: DO_BUFFERED_IO, direct: DO_DIRECT_IO, neither: 0 } as const;

/** What a driver completes an IRP with; Information is in bytes. */
export interface Answer {
  readonly status: NTSTATUS;
  readonly information: number;
}

/** The buffer of a request at a system address; NULL and 0 bytes where there is none. */
export interface MappedBuffer {
  readonly address: Va;
  readonly lengthBytes: number;
}

const NO_BUFFER: MappedBuffer = { address: NULL_VA, lengthBytes: 0 };

/** SUCCESS after so many bytes. */
export function transferred(bytes: number): Answer {
  return { status: STATUS_SUCCESS, information: bytes };
}

/** A status after no bytes. */
export function answerOf(status: NTSTATUS): Answer {
  return { status, information: 0 };
}

/**
 * A plain WDM driver with one device and a link to it: loading, unloading, buffers and completion. What the device
 * does is for a subclass to say. Every step is a method of its own.
 */
export abstract class WdmDriver {
  protected readonly ddi: Ddi;
  protected readonly mode: BufferingMode;
  protected device: Va = NULL_VA;
  /** Bytes that the device carries with it, zero when it is made. */
  protected readonly extensionBytes: number = 0;
  /** Whether it can be opened once at a time (R4). */
  protected readonly isExclusive: boolean = false;

  constructor(ddi: Ddi, mode: BufferingMode) {
    this.ddi = ddi;
    this.mode = mode;
  }

  /** DriverEntry. A load that fails leaves nothing behind: DriverUnload is not called for it (R17). */
  load(driverVa: Va): NTSTATUS {
    const initialized = this.initialize();
    if (!NT_SUCCESS(initialized)) return initialized;
    const status = this.createDevice(driverVa);
    if (!NT_SUCCESS(status)) {
      this.release();
      return status;
    }
    new DeviceObject(this.ddi.memory, this.device).flags |= DO_FLAGS[this.mode];
    this.setRoutines(new DriverObject(this.ddi.memory, driverVa));
    return STATUS_SUCCESS;
  }

  /** The device's extension; NULL when it has no bytes. */
  protected get extension(): Va {
    return new DeviceObject(this.ddi.memory, this.device).deviceExtension;
  }

  /** Allocates what the device needs before it can be opened. */
  protected initialize(): NTSTATUS {
    return STATUS_SUCCESS;
  }

  /** Frees what `initialize` allocated, and what requests left. */
  protected release(): void {}

  /** IRP_MJ_READ of a request whose buffer is still to be found. */
  protected abstract answerRead(irp: Irp, location: IoStackLocation): Answer;

  /** IRP_MJ_WRITE, likewise. */
  protected abstract answerWrite(irp: Irp, location: IoStackLocation): Answer;

  /** Major functions it leaves alone keep the I/O manager's routine (R16). */
  protected setRoutines(driver: DriverObject): void {
    this.setRoutine(driver, IRP_MJ_CREATE, (irp) => this.create(irp));
    this.setRoutine(driver, IRP_MJ_CLEANUP, (irp) => this.cleanup(irp));
    this.setRoutine(driver, IRP_MJ_CLOSE, (irp) => this.close(irp));
    this.setRoutine(driver, IRP_MJ_READ, (irp) => this.read(irp));
    this.setRoutine(driver, IRP_MJ_WRITE, (irp) => this.write(irp));
    driver.driverUnload = this.ddi.routine((): void => this.unload(), 'unload');
  }

  protected setRoutine(driver: DriverObject, major: number, routine: (irp: Va) => NTSTATUS): void {
    driver.setMajorFunction(
      major,
      this.ddi.routine((_device: Va, irp: Va): NTSTATUS => routine(irp)),
    );
  }

  protected createDevice(driver: Va): NTSTATUS {
    const { ddi } = this;
    const name = allocateUnicodeString(ddi, DEVICE_NAME);
    const link = allocateUnicodeString(ddi, LINK_NAME);
    const pointer = ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, POINTER_BYTES, TAG);
    let status = STATUS_INSUFFICIENT_RESOURCES;
    if (name !== NULL_VA && link !== NULL_VA && pointer !== NULL_VA) {
      status = this.makeDevice(driver, name, pointer);
      if (NT_SUCCESS(status)) {
        this.device = ddi.memory.readPointer(pointer);
        status = this.linkDevice(link, name);
      }
    }
    if (pointer !== NULL_VA) ddi.ExFreePoolWithTag(pointer, TAG);
    freeUnicodeString(ddi, link);
    freeUnicodeString(ddi, name);
    return status;
  }

  /** Creates a device and writes its address to `*pointer`. */
  protected makeDevice(driver: Va, name: Va, pointer: Va): NTSTATUS {
    return this.ddi.IoCreateDevice(
      driver,
      this.extensionBytes,
      name,
      FILE_DEVICE_UNKNOWN,
      FILE_DEVICE_SECURE_OPEN,
      this.isExclusive,
      pointer,
    );
  }

  /** Links to the device, which does not stay without its link. */
  protected linkDevice(link: Va, name: Va): NTSTATUS {
    const status = this.ddi.IoCreateSymbolicLink(link, name);
    if (!NT_SUCCESS(status)) this.ddi.IoDeleteDevice(this.device);
    return status;
  }

  /** DriverUnload. */
  protected unload(): void {
    this.deleteLink();
    this.release();
    this.ddi.IoDeleteDevice(this.device);
  }

  protected deleteLink(): void {
    const { ddi } = this;
    const link = allocateUnicodeString(ddi, LINK_NAME);
    if (link !== NULL_VA) ddi.IoDeleteSymbolicLink(link);
    freeUnicodeString(ddi, link);
  }

  protected create(irpVa: Va): NTSTATUS {
    return this.complete(irpVa, transferred(0));
  }

  protected cleanup(irpVa: Va): NTSTATUS {
    return this.complete(irpVa, transferred(0));
  }

  protected close(irpVa: Va): NTSTATUS {
    return this.complete(irpVa, transferred(0));
  }

  protected read(irpVa: Va): NTSTATUS {
    const irp = new Irp(this.ddi.memory, irpVa);
    return this.complete(irpVa, this.answerRead(irp, irp.currentStackLocation));
  }

  protected write(irpVa: Va): NTSTATUS {
    const irp = new Irp(this.ddi.memory, irpVa);
    return this.complete(irpVa, this.answerWrite(irp, irp.currentStackLocation));
  }

  /**
   * The SystemBuffer, or the MDL mapped into system space; null when that fails (R75). A UserBuffer, all there is
   * in neither mode, is no buffer here.
   */
  protected bufferOf(irp: Irp, location: IoStackLocation): MappedBuffer | null {
    const { mdlAddress, systemBuffer } = irp;
    if (mdlAddress !== NULL_VA) {
      const address = this.ddi.MmGetSystemAddressForMdlSafe(mdlAddress, NormalPagePriority);
      return address === NULL_VA ? null : { address, lengthBytes: location.length };
    }
    return systemBuffer === NULL_VA ? NO_BUFFER : { address: systemBuffer, lengthBytes: location.length };
  }

  /** What `action` answers, or the status of what it raises: every access to user memory goes through here (R22a). */
  protected guarded(action: () => Answer): Answer {
    try {
      return action();
    } catch (error) {
      if (!(error instanceof RaisedException)) throw error;
      return answerOf(error.status);
    }
  }

  /** Completes an IRP; it may not be touched any more (R57). Returns the status for the dispatch routine. */
  protected complete(irpVa: Va, { status, information }: Answer): NTSTATUS {
    const irp = new Irp(this.ddi.memory, irpVa);
    irp.status = status;
    irp.information = information;
    this.ddi.IoCompleteRequest(irpVa, IO_NO_INCREMENT);
    return status;
  }
}

/** The module of a driver of this kind. */
export function wdmDriverModule(driver: new (ddi: Ddi, mode: BufferingMode) => WdmDriver): DriverModule {
  return { driverEntry: (ddi, driverObject, mode) => new driver(ddi, mode).load(driverObject) };
}
