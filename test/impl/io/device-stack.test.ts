import { describe, expect, it } from 'vitest';
import { DeviceObject, Irp, NULL_VA, type Va } from '../../../src/impl/ddi/index.ts';
import { allocateIrp } from '../../../src/impl/io/irp-lifetime.ts';
import { MachineStopped } from '../../../src/impl/memory/exceptions.ts';
import { DO_BUFFERED_IO, DO_DEVICE_INITIALIZING, DO_UNLOAD_PENDING } from '../../../src/nt/device.ts';
import { IRP_MJ_READ } from '../../../src/nt/irp.ts';
import { STATUS_PENDING, STATUS_SUCCESS } from '../../../src/nt/ntstatus.ts';
import { on, open, read } from '../../model/calls.ts';
import { createDevice, type Options, type Routine, start, type World } from './test-driver.ts';

/** The test driver with devices of its own, none attached yet, lowest first. */
function withDevices(count: number, options: Options = {}): World & { devices: Va[] } {
  const world = start(options);
  const devices = Array.from({ length: count }, () => createDevice(world.ddi, world.driver, null).device);
  for (const va of devices) new DeviceObject(world.memory, va).flags &= ~DO_DEVICE_INITIALIZING;
  return { ...world, devices };
}

describe('R58 IoAttachDeviceToDeviceStack', () => {
  it('attaches above the top, whichever device of the stack is named', () => {
    const { ddi, memory, device, devices } = withDevices(3);
    const target = new DeviceObject(memory, device);
    target.alignmentRequirement = 511;
    target.sectorSize = 512;
    const below = devices.map((va) => ddi.IoAttachDeviceToDeviceStack(va, device));
    expect(below).toEqual([device, devices[0], devices[1]]);
    const views = devices.map((va) => new DeviceObject(memory, va));
    expect(
      views.map(({ stackSize, alignmentRequirement, sectorSize, attachedDevice }) => [
        stackSize,
        alignmentRequirement,
        sectorSize,
        attachedDevice,
      ]),
    ).toEqual([
      [2, 511, 512, devices[1]],
      [3, 511, 512, devices[2]],
      [4, 511, 512, NULL_VA],
    ]);
    expect(views.map(({ flags }) => flags & DO_BUFFERED_IO)).toEqual([0, 0, 0]);
  });

  it.each([DO_DEVICE_INITIALIZING, DO_UNLOAD_PENDING])('gives NULL for a top with flag %d', (flag) => {
    const { ddi, memory, device, devices } = withDevices(1);
    const [upper = NULL_VA] = devices;
    new DeviceObject(memory, device).flags |= flag;
    expect(ddi.IoAttachDeviceToDeviceStack(upper, device)).toBe(NULL_VA);
    expect(new DeviceObject(memory, device).attachedDevice).toBe(NULL_VA);
  });
});

describe('R58 IoDetachDevice', () => {
  it('takes off what is attached, and leaves stack sizes', () => {
    const { ddi, memory, device, devices } = withDevices(1);
    const [upper = NULL_VA] = devices;
    ddi.IoAttachDeviceToDeviceStack(upper, device);
    ddi.IoDetachDevice(device);
    expect([
      new DeviceObject(memory, device).attachedDevice,
      new DeviceObject(memory, upper).stackSize,
    ]).toEqual([NULL_VA, 2]);
  });

  it('from a device without one is 0xC9/0x202', () => {
    const { ddi, kernel, device } = start();
    expect(() => ddi.IoDetachDevice(device)).toThrow(MachineStopped);
    expect(kernel.recorder.bugCheck).toMatchObject({
      code: 0xc9,
      parameters: expect.arrayContaining(['0x202']),
    });
  });

  it('lets a driver go that was stopped below it: R17', () => {
    const { ddi, io, machine, device, driver } = start();
    const other = machine.load(
      {
        driverEntry: (_ddi, va) => {
          const upper = createDevice(ddi, va, null).device;
          ddi.IoAttachDeviceToDeviceStack(upper, device);
          return STATUS_SUCCESS;
        },
      },
      'buffered',
    );
    const [below] = io.drivers.values();
    if (below === undefined) throw new Error('no driver');
    machine.stop(below);
    expect([...io.drivers.keys()]).toEqual([driver, other.driver]);
    ddi.IoDetachDevice(device);
    expect([...io.drivers.keys()]).toEqual([other.driver]);
  });
});

/** A stack of two devices of one driver: what its read routine does at the upper and at the lower. */
function stacked(upper: (lower: Va, ...request: Parameters<Routine>) => number, lower: Routine): World {
  const world = withDevices(1, {
    routines: {
      [IRP_MJ_READ]: (request) =>
        request.device === world.device ? lower(request) : upper(world.device, request),
    },
  });
  world.call(open());
  const [top = NULL_VA] = world.devices;
  world.ddi.IoAttachDeviceToDeviceStack(top, world.device);
  new DeviceObject(world.memory, top).flags |= DO_BUFFERED_IO;
  return world;
}

const forward = (lower: Va, { ddi, irp }: Parameters<Routine>[0]): number => {
  irp.copyCurrentStackLocationToNext();
  return ddi.IoCallDriver(lower, irp.va);
};

describe('R59a IoCallDriver', () => {
  it('gives the driver below its own location, with its device', () => {
    const seen: unknown[] = [];
    const world = stacked(forward, ({ irp, location, device, complete }) => {
      seen.push([irp.stackCount, irp.currentLocation, location.deviceObject === device, location.byteOffset]);
      return complete(STATUS_SUCCESS, 3);
    });
    expect(world.call(read({ length: 4, offset: 7n }))).toMatchObject({
      status: STATUS_SUCCESS,
      information: 3,
    });
    expect(seen).toEqual([[2, 1, true, 7n]]);
  });

  it('has a record for each level, all of them completed', () => {
    const world = stacked(forward, ({ complete }) => complete(STATUS_SUCCESS, 3));
    world.call(read({ length: 4 }));
    expect(world.kernel.recorder.requests.slice(1)).toMatchObject([
      { level: 0, parameters: { length: 4 }, completions: 1, returned: STATUS_SUCCESS, information: 3 },
      { level: 1, parameters: { length: 4 }, completions: 1, returned: STATUS_SUCCESS, information: 3 },
    ]);
  });

  it('R62 carries the pending mark up', () => {
    const world = stacked(forward, ({ irp, complete }) => {
      irp.markPending();
      complete();
      return STATUS_PENDING;
    });
    expect(world.call(read())).toMatchObject({ ending: 'returned', status: STATUS_SUCCESS });
    expect(world.kernel.recorder.requests.slice(1).map(({ pendingMarked }) => pendingMarked)).toEqual([
      true,
      true,
    ]);
  });

  it('records the mark with the level that set it', () => {
    const world = stacked(
      (lower, request) => {
        request.irp.markPending();
        forward(lower, request);
        return STATUS_PENDING;
      },
      ({ complete }) => complete(),
    );
    expect(world.call(read()).status).toBe(STATUS_SUCCESS);
    expect(world.kernel.recorder.requests.slice(1).map(({ pendingMarked }) => pendingMarked)).toEqual([
      true,
      false,
    ]);
  });

  it('of an IRP that has been completed is 0xC9/0x03', () => {
    const world = stacked(
      (lower, request) => {
        request.complete();
        return request.ddi.IoCallDriver(lower, request.irp.va);
      },
      ({ complete }) => complete(),
    );
    expect(world.call(read()).ending).toBe('bug-check');
    expect(world.kernel.recorder.bugCheck).toMatchObject({
      code: 0xc9,
      parameters: expect.arrayContaining(['0x3']),
    });
  });

  it('beyond the last location is 0x35', () => {
    const world = start({
      routines: { [IRP_MJ_READ]: ({ ddi, device, irp }) => ddi.IoCallDriver(device, irp.va) },
    });
    expect(world.call(open(), read()).ending).toBe('bug-check');
    expect(world.kernel.recorder.bugCheck?.code).toBe(0x35);
  });

  it('an IRP that is completed twice is so at every level', () => {
    const world = stacked(
      (lower, request) => {
        forward(lower, request);
        return request.complete();
      },
      ({ complete }) => complete(),
    );
    expect(world.call(read()).ending).toBe('bug-check');
    expect(world.kernel.recorder.bugCheck?.code).toBe(0x44);
    expect(world.kernel.recorder.requests.slice(1).map(({ completions }) => completions)).toEqual([2, 2]);
    expect(world.call(on('NtClose')).ending).toBe('bug-check');
  });
});

describe('R59b stack locations', () => {
  it('skip leaves the driver below the same location, copy gives it one without control bits', () => {
    const world = start();
    const irp = allocateIrp(world.kernel, 2);
    if (irp === null) throw new Error('no IRP');
    irp.currentLocation = 2;
    irp.currentStackLocationVa = irp.nextStackLocation.va;
    const own = irp.currentStackLocation;
    own.majorFunction = IRP_MJ_READ;
    own.byteOffset = 2n ** 40n;
    own.fileObject = world.device;
    irp.markPending();
    world.memory.writePointer((own.va + 0x38) as Va, world.driver);
    irp.copyCurrentStackLocationToNext();
    const next = irp.nextStackLocation;
    expect([next.majorFunction, next.byteOffset, next.fileObject, next.control]).toEqual([
      IRP_MJ_READ,
      2n ** 40n,
      world.device,
      0,
    ]);
    expect(world.memory.readPointer((next.va + 0x38) as Va)).toBe(NULL_VA);
    irp.skipCurrentStackLocation();
    expect([irp.currentLocation, new Irp(world.memory, irp.va).nextStackLocation.va]).toEqual([3, own.va]);
  });
});
