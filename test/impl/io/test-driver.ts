import {
  type Ddi,
  DeviceObject,
  type DriverModule,
  DriverObject,
  type IoStackLocation,
  Irp,
  type Va,
  vaAdd,
} from '../../../src/impl/ddi/index.ts';
import { SimulatedMachine } from '../../../src/impl/machine.ts';
import type { Memory } from '../../../src/impl/memory/memory.ts';
import type { Recording } from '../../../src/impl/record/recorder.ts';
import { DO_BUFFERED_IO, DO_DIRECT_IO } from '../../../src/nt/device.ts';
import {
  IRP_MJ_CLEANUP,
  IRP_MJ_CLOSE,
  IRP_MJ_CREATE,
  IRP_MJ_READ,
  IRP_MJ_WRITE,
} from '../../../src/nt/irp.ts';
import { NT_SUCCESS, type NTSTATUS, STATUS_SUCCESS } from '../../../src/nt/ntstatus.ts';
import { poolTag } from '../../../src/nt/pool.ts';
import type { Call } from '../../../src/trace/ops/index.ts';
import type { Observation } from '../../../src/trace/run/observation.ts';
import {
  type BufferingMode,
  DEFAULT_DIALECT,
  type Dialect,
  PLAIN_MACHINE,
} from '../../../src/trace/trace.ts';

const TAG = poolTag('Test');
export const DEVICE_NAME = '\\Device\\Example';
export const LINK_NAME = '\\??\\Example';

/** One dispatch routine of a test: what it is given, and what it returns. */
export interface Request {
  readonly ddi: Ddi;
  readonly device: Va;
  readonly irp: Irp;
  readonly location: IoStackLocation;
  /** Sets IoStatus and completes. Returns the status. */
  complete(status?: NTSTATUS, information?: number): NTSTATUS;
}
export type Routine = (request: Request) => NTSTATUS;

export interface Options {
  /** By major function; create, cleanup, close, read and write succeed unless named here. */
  readonly routines?: Readonly<Record<number, Routine>>;
  readonly mode?: BufferingMode;
  /** More DO_* flags. */
  readonly flags?: number;
  readonly exclusive?: boolean;
  readonly dialect?: Partial<Dialect>;
  readonly recording?: Recording;
  /** Runs at the end of DriverEntry, whose status it gives. */
  readonly entry?: (ddi: Ddi, driver: Va, device: Va) => NTSTATUS;
  /** Null leaves DriverUnload empty. */
  readonly unload?: ((ddi: Ddi) => void) | null;
}

/** A machine with the test driver loaded. */
export interface World {
  readonly machine: SimulatedMachine;
  readonly ddi: Ddi;
  readonly io: SimulatedMachine['io'];
  readonly kernel: SimulatedMachine['kernel'];
  readonly memory: Memory;
  readonly driver: Va;
  readonly device: Va;
  /** What DriverEntry returned. */
  readonly status: NTSTATUS;
  /** Major functions the driver was sent, in order. */
  readonly majors: number[];
  /** Makes calls and gives what the last observed. */
  call(...calls: readonly Call[]): Observation;
}

const machine = new SimulatedMachine();
const FLAGS = { buffered: DO_BUFFERED_IO, direct: DO_DIRECT_IO, neither: 0 } as const;
const succeed: Routine = ({ complete }) => complete();

/** A UNICODE_STRING made as a driver makes it. */
export function unicodeString(ddi: Ddi, text: string): Va {
  const bytes = Buffer.from(text, 'utf16le');
  const string = ddi.ExAllocatePool2(0x40, 16 + bytes.length, TAG);
  ddi.memory.writeU16(string, bytes.length);
  ddi.memory.writeU16(vaAdd(string, 2), bytes.length);
  ddi.memory.writePointer(vaAdd(string, 8), vaAdd(string, 16));
  ddi.memory.copyIn(vaAdd(string, 16), bytes, 0, bytes.length);
  return string;
}

/** Calls a routine with strings, which are freed again. */
function withStrings<T>(ddi: Ddi, texts: readonly string[], use: (...strings: Va[]) => T): T {
  const strings = texts.map((text) => unicodeString(ddi, text));
  const result = use(...strings);
  for (const string of strings) ddi.ExFreePoolWithTag(string, TAG);
  return result;
}

/** IoCreateDevice; the address of the device, or the status it failed with. */
export function createDevice(
  ddi: Ddi,
  driver: Va,
  name: string | null,
  more: { extension?: number; exclusive?: boolean } = {},
): { status: NTSTATUS; device: Va } {
  const pointer = ddi.ExAllocatePool2(0x40, 8, TAG);
  const { extension = 0, exclusive = false } = more;
  const create = (string: Va): NTSTATUS =>
    ddi.IoCreateDevice(driver, extension, string, 0x22, 0x100, exclusive, pointer);
  const status =
    name === null ? create(0 as Va) : withStrings(ddi, [name], (string = 0 as Va) => create(string));
  const device = ddi.memory.readPointer(pointer);
  ddi.ExFreePoolWithTag(pointer, TAG);
  return { status, device };
}

export function createLink(ddi: Ddi, link: string, target: string): NTSTATUS {
  return withStrings(ddi, [link, target], (from = 0 as Va, to = 0 as Va) =>
    ddi.IoCreateSymbolicLink(from, to),
  );
}

export function deleteLink(ddi: Ddi, link: string): NTSTATUS {
  return withStrings(ddi, [link], (string = 0 as Va) => ddi.IoDeleteSymbolicLink(string));
}

/** Restarts the machine of this file with a driver made of `options`. */
export function start(options: Options = {}): World {
  const { mode = 'buffered', exclusive = false, flags = 0, entry, unload } = options;
  const majors: number[] = [];
  let driver = 0 as Va;
  let device = 0 as Va;
  let { ddi } = machine;
  const routines: Readonly<Record<number, Routine>> = {
    [IRP_MJ_CREATE]: succeed,
    [IRP_MJ_CLEANUP]: succeed,
    [IRP_MJ_CLOSE]: succeed,
    [IRP_MJ_READ]: succeed,
    [IRP_MJ_WRITE]: succeed,
    ...options.routines,
  };
  const module: DriverModule = {
    driverEntry: (given, driverVa) => {
      ddi = given;
      driver = driverVa;
      ({ device } = createDevice(ddi, driverVa, DEVICE_NAME, { exclusive, extension: 40 }));
      createLink(ddi, LINK_NAME, DEVICE_NAME);
      new DeviceObject(ddi.memory, device).flags |= FLAGS[mode] | flags;
      const view = new DriverObject(ddi.memory, driverVa);
      for (const [major, routine] of Object.entries(routines)) {
        const dispatch = (deviceVa: Va, irpVa: Va): NTSTATUS => {
          majors.push(Number(major));
          return routine(requestOf(ddi, deviceVa, irpVa));
        };
        view.setMajorFunction(Number(major), ddi.routine(dispatch));
      }
      const clean = (): void => {
        deleteLink(ddi, LINK_NAME);
        ddi.IoDeleteDevice(device);
      };
      if (unload !== null) view.driverUnload = ddi.routine((): void => (unload ?? clean)(ddi), 'unload');
      return entry === undefined ? STATUS_SUCCESS : entry(ddi, driverVa, device);
    },
  };
  const dialect = { ...DEFAULT_DIALECT, ...options.dialect };
  const status = machine.boot(module, mode, PLAIN_MACHINE, dialect, options.recording ?? 'judge');
  const { io, kernel, caller } = machine;
  const { memory } = kernel;
  const call = (...calls: readonly Call[]): Observation => {
    const observations = calls.map((each) => caller.perform(each));
    const last = observations.at(-1);
    if (last === undefined) throw new Error('no call');
    return last;
  };
  return { machine, ddi, io, kernel, memory, driver, device, status, majors, call };
}

function requestOf(ddi: Ddi, device: Va, irpVa: Va): Request {
  const irp = new Irp(ddi.memory, irpVa);
  return {
    ddi,
    device,
    irp,
    location: irp.currentStackLocation,
    complete: (status = STATUS_SUCCESS, information = 0) => {
      irp.status = status;
      irp.information = information;
      ddi.IoCompleteRequest(irpVa, 0);
      return status;
    },
  };
}

/** Whether loading succeeded, for tests that need it. */
export function loaded(world: World): World {
  if (!NT_SUCCESS(world.status)) throw new Error(`DriverEntry gave ${world.status}`);
  return world;
}
