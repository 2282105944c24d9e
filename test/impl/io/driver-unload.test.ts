import { describe, expect, it } from 'vitest';
import { DeviceObject } from '../../../src/impl/io/device-object.ts';
import { DriverObject } from '../../../src/impl/io/driver-object.ts';
import { continueStop } from '../../../src/impl/io/driver-unload.ts';
import type { LoadedDriver } from '../../../src/impl/io/io-manager.ts';
import { Irp } from '../../../src/impl/io/irp.ts';
import { MachineStopped } from '../../../src/impl/memory/exceptions.ts';
import { NULL_VA, UNMAPPED_KERNEL_BASE } from '../../../src/impl/memory/va.ts';
import { DO_UNLOAD_PENDING } from '../../../src/nt/device.ts';
import { IRP_MJ_CLEANUP } from '../../../src/nt/irp.ts';
import {
  STATUS_INVALID_DEVICE_REQUEST,
  STATUS_NO_SUCH_DEVICE,
  STATUS_OBJECT_NAME_NOT_FOUND,
  STATUS_PENDING,
  STATUS_SUCCESS,
  STATUS_UNSUCCESSFUL,
} from '../../../src/nt/ntstatus.ts';
import { on, open, read } from '../../model/calls.ts';
import { createDevice, deleteLink, LINK_NAME, type Options, start, type World } from './test-driver.ts';

/** A machine, its driver as it is loaded, and how often DriverUnload ran. */
function stoppable(options: Options = {}): World & { loaded: LoadedDriver; unloads: () => number } {
  let unloads = 0;
  const world: World = start({
    unload: (ddi) => {
      unloads += 1;
      deleteLink(ddi, LINK_NAME);
      ddi.IoDeleteDevice(world.device);
    },
    ...options,
  });
  const [loaded] = world.io.drivers.values();
  if (loaded === undefined) throw new Error('no driver is loaded');
  return { ...world, loaded, unloads: () => unloads };
}

describe('R17 stopping a driver', () => {
  it('that nobody uses unloads it at once, names and all', () => {
    const { machine, loaded, unloads, call } = stoppable();
    expect(machine.stop(loaded)).toBe(STATUS_SUCCESS);
    expect([unloads(), machine.isLoaded(loaded)]).toEqual([1, false]);
    expect(call(open()).status).toBe(STATUS_OBJECT_NAME_NOT_FOUND);
    expect(machine.shutDown()).toEqual({ poolBlocks: 0, mappings: 0, lockedPages: 0 });
    expect(unloads()).toBe(1);
  });

  it('with an open handle refuses opens and unloads when the last file object goes', () => {
    const { machine, loaded, unloads, call } = stoppable();
    call(open(), open(), on('NtDuplicateObject', 0));
    expect(machine.stop(loaded)).toBe(STATUS_SUCCESS);
    expect(call(open()).status).toBe(STATUS_NO_SUCH_DEVICE);
    expect(call(read()).status).toBe(STATUS_SUCCESS);
    call(on('NtClose', 0), on('NtClose', 1));
    expect([unloads(), machine.isLoaded(loaded)]).toEqual([0, true]);
    expect(call(on('NtClose', 2)).status).toBe(STATUS_SUCCESS);
    expect([unloads(), machine.isLoaded(loaded)]).toEqual([1, false]);
    expect(machine.shutDown()?.poolBlocks).toBe(0);
  });

  it('again while it waits changes nothing', () => {
    const { machine, loaded, unloads, call } = stoppable();
    call(open());
    machine.stop(loaded);
    expect([machine.stop(loaded), unloads()]).toEqual([STATUS_SUCCESS, 0]);
    call(on('NtClose', 0));
    expect(unloads()).toBe(1);
  });

  it('counts every device', () => {
    let second = 0;
    const { machine, loaded, unloads, call } = stoppable({
      entry: (ddi, driver) => {
        second = createDevice(ddi, driver, '\\Device\\Second').device;
        return STATUS_SUCCESS;
      },
    });
    expect(second).not.toBe(0);
    call(open({ name: '\\Device\\Second' }), open());
    machine.stop(loaded);
    call(on('NtClose', 1));
    expect(unloads()).toBe(0);
    call(on('NtClose', 0));
    expect(unloads()).toBe(1);
  });

  it('is waited for by the end of the process', () => {
    const { machine, loaded, unloads, call } = stoppable();
    call(open());
    machine.stop(loaded);
    expect(machine.shutDown()?.poolBlocks).toBe(0);
    expect(unloads()).toBe(1);
  });

  it('fails without DriverUnload, and its device stays open to all', () => {
    const { machine, loaded, call } = stoppable({ unload: null });
    expect(machine.stop(loaded)).toBe(STATUS_INVALID_DEVICE_REQUEST);
    expect(call(open()).status).toBe(STATUS_SUCCESS);
    expect(machine.isLoaded(loaded)).toBe(true);
  });

  it('never follows a failed DriverEntry', () => {
    let unloads = 0;
    const { machine, io } = start({
      entry: () => STATUS_UNSUCCESSFUL,
      unload: () => {
        unloads += 1;
      },
    });
    expect(io.drivers.size).toBe(0);
    machine.shutDown();
    expect(unloads).toBe(0);
  });

  it('stops the machine when DriverUnload throws', () => {
    const { machine, loaded, kernel } = stoppable({
      unload: () => {
        throw new Error('no');
      },
    });
    expect(() => machine.stop(loaded)).toThrow(MachineStopped);
    expect(kernel.recorder.bugCheck?.code).toBe(0x1e);
  });

  it('stops the machine when DriverUnload leads to a dispatch routine', () => {
    const { machine, loaded, kernel, memory, driver } = stoppable();
    const view = new DriverObject(memory, driver);
    view.driverUnload = machine.ddi.routine(() => 0, 'dispatch');
    expect(() => machine.stop(loaded)).toThrow(MachineStopped);
    expect(kernel.recorder.bugCheck).toMatchObject({
      code: 0x1e,
      reason: 'DriverUnload leads to a routine of another kind',
    });
  });

  it.each<[string, (irp: Irp) => unknown, string[]]>([
    ['reads', (irp) => irp.status, ['IoStatus.Status of a completed IRP_MJ_CLEANUP was read']],
    ['leaves alone', () => 0, []],
  ])('notices an IRP that DriverUnload completes and then %s', (_name, after, details) => {
    let pended = NULL_VA;
    const world = stoppable({
      routines: {
        [IRP_MJ_CLEANUP]: ({ irp }) => {
          pended = irp.va;
          return STATUS_PENDING;
        },
      },
      unload: (ddi) => {
        const irp = new Irp(ddi.memory, pended);
        irp.status = STATUS_SUCCESS;
        ddi.IoCompleteRequest(pended, 0);
        after(irp);
        deleteLink(ddi, LINK_NAME);
        ddi.IoDeleteDevice(world.device);
      },
    });
    world.call(open(), on('NtClose', 0));
    world.machine.stop(world.loaded);
    expect(world.kernel.recorder.violations.map(({ detail }) => detail)).toEqual(details);
  });

  it('is not continued for a device whose driver is gone', () => {
    const { memory, device, io, unloads } = stoppable();
    const view = new DeviceObject(memory, device);
    view.flags |= DO_UNLOAD_PENDING;
    view.driverObject = UNMAPPED_KERNEL_BASE;
    continueStop(io, view);
    expect(unloads()).toBe(0);
  });
});
