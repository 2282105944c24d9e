import { describe, expect, it } from 'vitest';
import { DeviceObject, DriverObject, RaisedException } from '../../../src/impl/ddi/index.ts';
import { NULL_VA, POOL_BASE, type Va } from '../../../src/impl/memory/va.ts';
import { DO_DEVICE_HAS_NAME, DO_DEVICE_INITIALIZING, DO_EXCLUSIVE } from '../../../src/nt/device.ts';
import {
  type NTSTATUS,
  ntstatusName,
  STATUS_DEVICE_NOT_READY,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_NO_SUCH_DEVICE,
  STATUS_OBJECT_NAME_COLLISION,
  STATUS_OBJECT_NAME_NOT_FOUND,
  STATUS_OBJECT_PATH_NOT_FOUND,
  STATUS_SUCCESS,
} from '../../../src/nt/ntstatus.ts';
import { open } from '../../model/calls.ts';
import { createDevice, createLink, DEVICE_NAME, deleteLink, loaded, start } from './test-driver.ts';

const NOTHING_LEFT = { poolBlocks: 0, mappings: 0, lockedPages: 0 };

describe('R2 IoCreateDevice', () => {
  it('makes a device with stack size 1, no references and a zeroed extension', () => {
    const { memory, device, driver } = loaded(start());
    const view = new DeviceObject(memory, device);
    expect(view.flags & (DO_DEVICE_HAS_NAME | DO_EXCLUSIVE | DO_DEVICE_INITIALIZING)).toBe(
      DO_DEVICE_HAS_NAME,
    );
    expect([view.stackSize, view.referenceCount, view.attachedDevice, view.driverObject]).toEqual([
      1,
      0,
      NULL_VA,
      driver,
    ]);
    expect(view.characteristics).toBe(0x100);
    const extension = new Uint8Array(40);
    memory.copyOut(view.deviceExtension, extension, 0, 40);
    expect(extension).toEqual(new Uint8Array(40));
    expect(new DriverObject(memory, driver).deviceObject).toBe(device);
  });

  it.each<[string, string | null, NTSTATUS]>([
    ['without a name', null, STATUS_SUCCESS],
    ['of a new name', '\\Device\\Other', STATUS_SUCCESS],
    ['of a name in use', DEVICE_NAME, STATUS_OBJECT_NAME_COLLISION],
    ['in a missing directory', '\\Missing\\Other', STATUS_OBJECT_PATH_NOT_FOUND],
    ['below a device', `${DEVICE_NAME}\\Other`, STATUS_OBJECT_PATH_NOT_FOUND],
  ])('%s', (_name, name, status) => {
    const { ddi, driver, memory } = start();
    const blocks = memory.bytesCopied;
    expect(ntstatusName(createDevice(ddi, driver, name).status)).toBe(ntstatusName(status));
    expect(memory.bytesCopied).toBeGreaterThanOrEqual(blocks);
  });

  it('without extension has none', () => {
    const { ddi, driver, memory } = start();
    const { device } = createDevice(ddi, driver, null);
    expect([
      new DeviceObject(memory, device).deviceExtension,
      new DeviceObject(memory, device).flags,
    ]).toEqual([NULL_VA, DO_DEVICE_INITIALIZING]);
  });

  it('exclusive sets DO_EXCLUSIVE', () => {
    const { memory, device } = start({ exclusive: true });
    expect(new DeviceObject(memory, device).flags & DO_EXCLUSIVE).toBe(DO_EXCLUSIVE);
  });

  it('fails when pool is exhausted', () => {
    const { ddi, driver } = start();
    const pointer = ddi.ExAllocatePool2(0x40, 8, 1);
    const status = ddi.IoCreateDevice(driver, 1 << 24, 0 as Va, 0x22, 0, false, pointer);
    expect(status).toBe(STATUS_INSUFFICIENT_RESOURCES);
  });
});

describe('R3 devices made after DriverEntry', () => {
  it('stay initializing until the driver says otherwise', () => {
    const { ddi, driver, memory, call } = start();
    const { device } = createDevice(ddi, driver, '\\Device\\Late');
    expect(call(open({ name: '\\Device\\Late' })).status).toBe(STATUS_NO_SUCH_DEVICE);
    new DeviceObject(memory, device).flags &= ~DO_DEVICE_INITIALIZING;
    expect(call(open({ name: '\\Device\\Late' })).status).toBe(STATUS_SUCCESS);
  });
});

describe('IoDeleteDevice', () => {
  it.each([0, 1, 2])('unlinks the device made %d-th of three', (index) => {
    const { ddi, driver, memory, device } = start();
    const devices = [
      device,
      ...['A', 'B'].map((name) => createDevice(ddi, driver, `\\Device\\${name}`).device),
    ];
    ddi.IoDeleteDevice(devices[index] ?? NULL_VA);
    const left: Va[] = [];
    for (let at = new DriverObject(memory, driver).deviceObject; at !== NULL_VA; ) {
      left.push(at);
      at = new DeviceObject(memory, at).nextDevice;
    }
    expect(left.toReversed()).toEqual(devices.filter((_, at) => at !== index));
  });

  it('frees the name, but not the link to it', () => {
    const { ddi, device, call, driver } = start();
    ddi.IoDeleteDevice(device);
    expect(call(open()).status).toBe(STATUS_OBJECT_NAME_NOT_FOUND);
    expect(createDevice(ddi, driver, DEVICE_NAME).status).toBe(STATUS_SUCCESS);
  });
});

describe('symbolic links', () => {
  it('collide, and are gone once deleted', () => {
    const { ddi, call } = start();
    expect(createLink(ddi, '\\DosDevices\\EXAMPLE', DEVICE_NAME)).toBe(STATUS_OBJECT_NAME_COLLISION);
    expect([deleteLink(ddi, '\\??\\Example'), deleteLink(ddi, '\\??\\Example')]).toEqual([
      STATUS_SUCCESS,
      STATUS_OBJECT_NAME_NOT_FOUND,
    ]);
    expect(call(open()).status).toBe(STATUS_OBJECT_NAME_NOT_FOUND);
  });
});

describe('R17 DriverEntry', () => {
  it('that fails leaves the driver unloaded, DriverUnload not called', () => {
    let unloaded = 0;
    const { status, machine, call } = start({
      entry: () => STATUS_DEVICE_NOT_READY,
      unload: () => {
        unloaded += 1;
      },
    });
    expect(status).toBe(STATUS_DEVICE_NOT_READY);
    expect(call(open()).status).toBe(STATUS_NO_SUCH_DEVICE);
    machine.shutDown();
    expect(unloaded).toBe(0);
  });

  it.each<[string, () => NTSTATUS, number]>([
    [
      'throws',
      () => {
        throw new Error('no');
      },
      0x1e,
    ],
    [
      'raises',
      () => {
        throw new RaisedException(STATUS_DEVICE_NOT_READY);
      },
      0x7e,
    ],
    ['returns nothing', () => undefined as unknown as NTSTATUS, 0x1e],
    ['returns an unsigned status', () => 0xc0000001, 0x1e],
  ])('that %s stops the machine', (_name, entry, code) => {
    const { status, kernel } = start({ entry });
    expect([status, kernel.recorder.bugCheck?.code]).toEqual([0, code]);
  });

  it('is given an exhausted pool as INSUFFICIENT_RESOURCES', () => {
    const world = start();
    const { ddi } = world;
    for (const size of [4096, 1024, 256, 64, 16]) while (ddi.ExAllocatePool2(0x40, size, 1) !== NULL_VA);
    expect(ddi.IoCreateDevice(world.driver, 0, NULL_VA, 0x22, 0, false, POOL_BASE)).toBe(
      STATUS_INSUFFICIENT_RESOURCES,
    );
  });
});

describe('R17 unloading', () => {
  it('leaves nothing', () => {
    const { machine, call } = start();
    call(open(), open({ overlapped: true }));
    expect(machine.shutDown()).toEqual(NOTHING_LEFT);
  });

  it('counts what a driver keeps', () => {
    const { machine, ddi } = start();
    ddi.ExAllocatePool2(0x40, 8, 1);
    expect(machine.shutDown()).toEqual({ ...NOTHING_LEFT, poolBlocks: 1 });
  });

  it('does not happen without DriverUnload', () => {
    expect(start({ unload: null }).machine.shutDown()?.poolBlocks).toBeGreaterThan(0);
  });

  it.each([
    ['throws', 0x1e, () => new Error('no')],
    ['raises', 0x7e, () => new RaisedException(STATUS_DEVICE_NOT_READY)],
  ])('that %s stops the machine', (_name, code, error) => {
    const { machine, kernel } = start({
      unload: () => {
        throw error();
      },
    });
    expect([machine.shutDown(), kernel.recorder.bugCheck?.code]).toEqual([null, code]);
  });

  it('finds a write to freed pool', () => {
    const { machine, ddi, kernel } = start();
    const block = ddi.ExAllocatePool2(0x40, 8, 1);
    ddi.ExFreePoolWithTag(block, 0);
    ddi.memory.writeU8(block, 1);
    machine.shutDown();
    expect(kernel.recorder.violations.map(({ kind }) => kind)).toEqual(['use-after-free-write']);
  });

  it('a stopped machine can be examined', () => {
    const { machine, ddi, kernel } = start();
    ddi.memory.writeU8((ddi.ExAllocatePool2(0x40, 8, 1) + 8) as Va, 1);
    expect(() => ddi.KeBugCheckEx(1, 0, 0, 0, 0)).toThrow();
    machine.examine();
    expect(kernel.recorder.violations.map(({ kind }) => kind)).toEqual(['pool-overrun']);
  });
});

it('a restart forgets the driver before', () => {
  const first = start({ entry: () => STATUS_DEVICE_NOT_READY });
  expect(first.status).toBe(STATUS_DEVICE_NOT_READY);
  const second = start();
  expect(second.call(open()).status).toBe(STATUS_SUCCESS);
  expect(second.machine.shutDown()).toEqual(NOTHING_LEFT);
});
